import { Plus } from 'lucide-react'
import Link from 'next/link'
import type { CourseLineFragment } from '../../graphql/generated/documents'
import { ButtonLink } from '../../ui/ButtonLink'
import { countOfStudents } from '../catalog/countOfStudents'
import { Cover } from '../cover/Cover'

export function CourseLinks({
  teaching,
  enrolled,
  teaches,
}: {
  teaching: CourseLineFragment[]
  enrolled: CourseLineFragment[]
  teaches: boolean
}) {
  return (
    <aside aria-label="My courses" className="flex flex-col gap-10">
      {teaches ? (
        <CourseList title="I teach" courses={teaching}>
          <ButtonLink
            href="/courses/new"
            icon={<Plus aria-hidden size={18} strokeWidth={1.75} />}
            className="self-start"
          >
            New course
          </ButtonLink>
        </CourseList>
      ) : null}
      {enrolled.length > 0 ? <CourseList title={teaches ? 'I attend' : 'My courses'} courses={enrolled} /> : null}
    </aside>
  )
}

function CourseList({
  title,
  courses,
  children,
}: {
  title: string
  courses: CourseLineFragment[]
  children?: React.ReactNode
}) {
  return (
    <section className="flex flex-col gap-4">
      <h2 className="font-display text-24">{title}</h2>
      <ul className="flex flex-col gap-4">
        {courses.map((course) => (
          <li key={course.id} className="relative flex items-center gap-3">
            <Cover id={course.id} className="aspect-square w-14! shrink-0 rounded-box" />
            <div className="min-w-0">
              <Link
                href={`/courses/${course.slug}`}
                className="font-medium text-15 underline-offset-4 after:absolute after:inset-0 hover:underline"
              >
                {course.title}
              </Link>
              <p className="truncate text-13 text-muted">
                {course.published ? '' : 'Not in the catalog · '}
                {title === 'I teach' ? countOfStudents(course.enrolmentCount) : course.instructor.name}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {children}
    </section>
  )
}
