'use client'

import { Card } from '../../ui/Card'
import { EnrolmentActions } from './EnrolmentActions'
import { LiveNow } from './LiveNow'
import { TeachingActions } from './TeachingActions'
import type { CourseData, LiveClass } from './useCourse'

/** What the viewer can do with the course, beside its text. */
export function CourseAside({
  course,
  live,
  loggedIn,
  refresh,
}: {
  course: CourseData
  live: LiveClass | null
  loggedIn: boolean
  refresh: () => Promise<void>
}) {
  return (
    <aside aria-label="Taking part" className="lg:row-span-2">
      <div className="lg:sticky lg:top-24">
        <p role="status" className="sr-only">
          {live ? `A class is live: ${live.title}` : ''}
        </p>
        {live ? <LiveNow live={live} /> : null}
        <Card className="flex flex-col gap-4">
          {course.viewerCanEdit ? (
            <TeachingActions course={course} live={live} refresh={refresh} />
          ) : (
            <EnrolmentActions course={course} loggedIn={loggedIn} refresh={refresh} />
          )}
        </Card>
      </div>
    </aside>
  )
}
