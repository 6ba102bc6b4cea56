'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { Classroom } from './Classroom.ts'
import type { SharedClass } from './SharedClass.ts'

const LiveContext = createContext<Classroom | null>(null)
const SharedContext = createContext<SharedClass | null>(null)

/** Puts one live class before everything inside; all hooks of useClassroom.ts need it, or a `SharedClassProvider`. */
export function ClassroomProvider({ classroom, children }: { classroom: Classroom; children: ReactNode }) {
  return (
    <LiveContext value={classroom}>
      <SharedContext value={classroom}>{children}</SharedContext>
    </LiveContext>
  )
}

/** Lets everything inside show this class, a replayed one for example. */
export function SharedClassProvider({ shared, children }: { shared: SharedClass; children: ReactNode }) {
  return <SharedContext value={shared}>{children}</SharedContext>
}

/** The class that is shown here: for commands (`request`, `chat.send`, `pages.show` …). */
export function useClassroom(): SharedClass {
  const classroom = useContext(SharedContext)
  if (!classroom) throw new Error('useClassroom needs a ClassroomProvider above it')
  return classroom
}

/** The class that one is in, also while an earlier moment of it is shown: connection, devices, notices. */
export function useLiveClassroom(): Classroom {
  const classroom = useContext(LiveContext)
  if (!classroom) throw new Error('useLiveClassroom needs a ClassroomProvider above it')
  return classroom
}
