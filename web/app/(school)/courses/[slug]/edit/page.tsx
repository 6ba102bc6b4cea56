import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CourseForm } from '../../../../../features/course/CourseForm'
import { courseBySlug } from '../../../../../lib/server/courseBySlug'
import { requireViewer } from '../../../../../lib/server/requireViewer'

export const metadata: Metadata = { title: 'Edit course' }

export default async function EditCoursePage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params
  await requireViewer(`/courses/${slug}/edit`)
  const course = await courseBySlug(slug)
  if (!course.viewerCanEdit) notFound()
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-8">
      <h1 className="font-display text-44">Edit course</h1>
      <CourseForm course={course} />
    </div>
  )
}
