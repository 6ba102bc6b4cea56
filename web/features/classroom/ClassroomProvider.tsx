'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { Classroom } from './Classroom.ts'

const ClassroomContext = createContext<Classroom | null>(null)

/** Puts one class before everything inside; all hooks of useClassroom.ts need it. */
export function ClassroomProvider({ classroom, children }: { classroom: Classroom; children: ReactNode }) {
  return <ClassroomContext value={classroom}>{children}</ClassroomContext>
}

/** The class itself: for commands (`request`, `chat.send`, `pages.show` …). It never changes, so it never renders anything anew. */
export function useClassroom(): Classroom {
  const classroom = useContext(ClassroomContext)
  if (!classroom) throw new Error('useClassroom needs a ClassroomProvider above it')
  return classroom
}
