'use client'

import { useClassroom } from '../classroom/ClassroomProvider.tsx'
import type { MediaState } from '../media/MediaState.ts'
import { useRoom } from '../room/RoomContext.ts'
import { useWish } from '../tiles/useWish.ts'
import { VideoOf } from '../tiles/VideoOf.tsx'

/** The shared screen of one person, as large as the stage. */
export function ScreenView({ userId, media, height }: { userId: string; media: MediaState; height: number }) {
  const { me, nameOf } = useRoom()
  const classroom = useClassroom()
  const mine = userId === me.userId
  useWish(classroom.media, userId, 'screen', mine ? null : height, true)
  const track = mine ? media.screen.track : (media.remote.get(userId)?.screen ?? null)
  const name = mine ? me.name : nameOf(userId)
  return (
    <section
      data-screen-of={name}
      aria-label={`Screen of ${name}`}
      className="absolute inset-0 overflow-hidden rounded-box bg-raised"
    >
      {track ? (
        <VideoOf track={track} fit="contain" />
      ) : (
        <p className="absolute inset-0 flex items-center justify-center text-15 text-muted">
          {name} is sharing a screen. The picture is coming…
        </p>
      )}
    </section>
  )
}
