import Link from 'next/link'
import type { CatalogQuery } from '../../graphql/generated/documents'
import { hueOf } from '../../lib/hueOf'
import { Avatar } from '../../ui/Avatar'
import { Badge } from '../../ui/Badge'
import { PendingIcon } from '../../ui/PendingIcon'
import { Cover } from '../cover/Cover'
import { countOfStudents } from './countOfStudents'

export type CatalogCourse = CatalogQuery['courses']['nodes'][number]

export function CourseCard({ course }: { course: CatalogCourse }) {
  return (
    <article className="group relative flex flex-col overflow-hidden rounded-box border border-hairline bg-surface transition-shadow focus-within:shadow-1 hover:shadow-1">
      <Cover id={course.id} className="aspect-8/3" />
      {course.liveSession ? (
        <Badge tone="accent" className="absolute top-3 left-3 border border-accent">
          Live now
        </Badge>
      ) : null}
      <div className="flex flex-1 flex-col gap-2 p-5">
        <h3 className="font-display text-24 leading-tight">
          <Link href={`/courses/${course.slug}`} className="after:absolute after:inset-0 group-hover:underline">
            {course.title}
            <span className="absolute top-3 right-3 text-ink">
              <PendingIcon />
            </span>
          </Link>
        </h3>
        <p className="line-clamp-3 text-15 text-muted">{course.summary}</p>
        <p className="mt-auto flex items-center gap-2 pt-3 text-13 text-muted">
          <Avatar name={course.instructor.name} hue={hueOf(course.instructor.id)} size="small" />
          <span className="truncate text-ink">{course.instructor.name}</span>
          <span className="ml-auto shrink-0">{countOfStudents(course.enrolmentCount)}</span>
        </p>
      </div>
    </article>
  )
}
