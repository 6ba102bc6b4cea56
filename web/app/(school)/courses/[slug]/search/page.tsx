import type { Metadata } from 'next'
import { CourseSearchPage } from '../../../../../features/learning/CourseSearchPage'
import type { SearchParams } from '../../../../../lib/SearchParams'
import { courseBySlug } from '../../../../../lib/server/courseBySlug'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }

export const metadata: Metadata = { title: 'Search recordings' }

export default async function Page({ params, searchParams }: Props) {
  const { slug, title } = await courseBySlug((await params).slug)
  const { q } = await searchParams
  return <CourseSearchPage slug={slug} title={title} initial={typeof q === 'string' ? q.slice(0, 200) : ''} />
}
