import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CourseForm } from '../../../../../features/course/CourseForm'
import { RetentionForm } from '../../../../../features/recording/RetentionForm'
import { CourseRetentionDocument } from '../../../../../graphql/generated/documents'
import { courseBySlug } from '../../../../../lib/server/courseBySlug'
import { requestAsViewer } from '../../../../../lib/server/requestAsViewer'
import { requireViewer } from '../../../../../lib/server/requireViewer'

export const metadata: Metadata = { title: 'Edit course' }

export default async function EditCoursePage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params
  await requireViewer(`/courses/${slug}/edit`)
  const course = await courseBySlug(slug)
  if (!course.viewerCanEdit) notFound()
  const retention = await requestAsViewer(CourseRetentionDocument, { slug })
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-8">
      <h1 className="font-display text-44">Edit course</h1>
      <CourseForm course={course} />
      <RetentionForm slug={slug} days={retention.course?.retentionDays ?? null} />
    </div>
  )
}
