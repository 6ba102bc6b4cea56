'use client'

import { CirclePlay } from 'lucide-react'
import type { MyClassesQuery } from '../../graphql/generated/documents'
import { ButtonLink } from '../../ui/ButtonLink'
import { Card } from '../../ui/Card'
import { Progress } from '../../ui/Progress'
import { clock } from '../room/clock'
import { begun } from './begun'

/** Replays that the viewer began and did not finish. */
export function ContinueWatching({ past }: { past: MyClassesQuery['myClasses']['past'] }) {
  const shown = begun(past)
  if (shown.length === 0) return null
  return (
    <section aria-labelledby="section-continue" className="flex flex-col gap-4">
      <h2 id="section-continue" className="font-display text-24">
        Continue watching
      </h2>
      <ul className="grid gap-4 sm:grid-cols-2">
        {shown.map(({ id, title, courseTitle, position, duration }) => (
          <li key={id}>
            <Card className="flex h-full flex-col gap-3">
              <div className="flex-1">
                <p className="font-medium text-17">{title}</p>
                <p className="text-15 text-muted">{courseTitle}</p>
              </div>
              <Progress label={`Watched of ${title}`} value={position} max={duration} />
              <div className="flex items-center justify-between gap-3">
                <p className="text-13 text-muted tabular-nums">
                  {clock(position * 1000)} of {clock(duration * 1000)}
                </p>
                <ButtonLink
                  href={`/replay/${id}`}
                  size="small"
                  variant="primary"
                  aria-label={`Continue watching: ${title}`}
                  icon={<CirclePlay aria-hidden size={16} strokeWidth={1.75} />}
                >
                  Continue
                </ButtonLink>
              </div>
            </Card>
          </li>
        ))}
      </ul>
    </section>
  )
}
