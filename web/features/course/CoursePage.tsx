'use client'

import { hueOf } from '../../lib/hueOf'
import { Avatar } from '../../ui/Avatar'
import { Badge } from '../../ui/Badge'
import { countOfStudents } from '../catalog/countOfStudents'
import { Cover } from '../cover/Cover'
import { ComingClasses } from './ComingClasses'
import { CourseAside } from './CourseAside'
import { PastClasses } from './PastClasses'
import { type CourseData, useCourse } from './useCourse'

export function CoursePage({ initial, loggedIn }: { initial: CourseData; loggedIn: boolean }) {
  const { course, live, refresh } = useCourse(initial)
  return (
    <div className="flex flex-col gap-8">
      <Cover id={course.id} banner className="h-36 rounded-tile sm:h-42" />
      <div className="grid gap-x-14 gap-y-10 lg:grid-cols-[1fr_20rem] lg:grid-rows-[auto_1fr]">
        <header className="flex flex-col gap-4">
          {course.published ? null : <Badge className="self-start">Not in the catalog yet</Badge>}
          <h1 className="font-display text-32 sm:text-44">{course.title}</h1>
          <p className="max-w-measure text-20 text-muted">{course.summary}</p>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-2 text-15">
            <Avatar name={course.instructor.name} hue={hueOf(course.instructor.id)} size="small" />
            <span>Taught by {course.instructor.name}</span>
            <span aria-hidden className="text-muted">
              ·
            </span>
            <span className="text-muted">{countOfStudents(course.enrolmentCount)}</span>
          </p>
        </header>
        <CourseAside course={course} live={live} loggedIn={loggedIn} refresh={refresh} />
        <div className="flex flex-col gap-12">
          <Description text={course.description} />
          <ComingClasses course={course} refresh={refresh} />
          <PastClasses course={course} refresh={refresh} />
        </div>
      </div>
    </div>
  )
}

function Description({ text }: { text: string }) {
  const paragraphs = text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '')
  if (paragraphs.length === 0) return null
  return (
    <section aria-labelledby="about-title" className="flex max-w-measure flex-col gap-4">
      <h2 id="about-title" className="font-display text-24">
        About this course
      </h2>
      {paragraphs.map((paragraph) => (
        <p key={paragraph} className="whitespace-pre-line text-17">
          {paragraph}
        </p>
      ))}
    </section>
  )
}
