'use client'

import type { Grant, Role } from '@lectern/protocol'
import { useEffect, useRef } from 'react'
import { useToast } from '../../ui/Toast.tsx'
import { useLiveClassroom } from '../classroom/ClassroomProvider.tsx'
import { useMe } from '../classroom/useClassroom.ts'
import { useRoom } from './RoomContext.ts'

const GIVEN: Record<Grant, string> = {
  draw: 'You may draw on the board now.',
  present: 'You may share your screen now.',
  speak: 'You may use camera and microphone now.',
}
const TAKEN: Record<Grant, string> = {
  draw: 'You may no longer draw on the board.',
  present: 'You may no longer share your screen.',
  speak: 'You may no longer use camera and microphone.',
}

/** Tells a person what others changed about them: muted, rights, role. */
export function useNotices(): void {
  const { client } = useLiveClassroom()
  const { userId, standing } = useMe()
  const { nameOf, people } = useRoom()
  // Until the class has one's row, the rights are only those of the token.
  const known = people.has(userId)
  const toast = useToast()
  const { role, grants } = standing

  useEffect(
    () =>
      client.on('people:muted', ({ by, locked }) =>
        toast({
          title: `${nameOf(by)} muted you.`,
          description: locked ? 'Your microphone is locked for now.' : undefined,
        }),
      ),
    [client, nameOf, toast],
  )

  const before = useRef<{ role: Role; grants: readonly Grant[] } | null>(null)
  useEffect(() => {
    const was = before.current
    before.current = known ? { role, grants } : null
    if (!was || !known) return
    if (was.role !== role) {
      toast({
        title:
          role === 'assistant' ? 'You are an assistant of this class now.' : 'You are a student of this class now.',
      })
      return
    }
    if (role !== 'student') return
    for (const grant of grants) if (!was.grants.includes(grant)) toast({ title: GIVEN[grant], tone: 'success' })
    for (const grant of was.grants) if (!grants.includes(grant)) toast({ title: TAKEN[grant] })
  }, [known, role, grants, toast])
}
