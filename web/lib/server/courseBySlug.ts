import { notFound } from 'next/navigation'
import { cache } from 'react'
import { CourseDocument } from '../../graphql/generated/documents'
import { requestAsViewer } from './requestAsViewer'

/** The course as the viewer sees it, asked once per page; where there is none, the page becomes "not found". */
export const courseBySlug = cache(async (slug: string) => {
  const { course } = await requestAsViewer(CourseDocument, { slug })
  return course ?? notFound()
})
