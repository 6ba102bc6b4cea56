import type { Metadata } from 'next'
import { CourseForm } from '../../../../features/course/CourseForm'
import { requireViewer } from '../../../../lib/server/requireViewer'
import { ButtonLink } from '../../../../ui/ButtonLink'
import { EmptyState } from '../../../../ui/EmptyState'

export const metadata: Metadata = { title: 'New course' }

export default async function NewCoursePage() {
  const viewer = await requireViewer('/courses/new')
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-8">
      <h1 className="font-display text-44">New course</h1>
      {viewer.role === 'STUDENT' ? (
        <EmptyState
          title="Courses are made by instructors"
          action={<ButtonLink href="/dashboard">Go to my classes</ButtonLink>}
        >
          Ask an administrator of this school to make you one.
        </EmptyState>
      ) : (
        <CourseForm />
      )}
    </div>
  )
}
