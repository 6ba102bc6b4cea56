'use client'

import { type ReactNode, useCallback, useMemo } from 'react'
import { useClassroom } from '../classroom/ClassroomProvider.tsx'
import { useMe, useStage, useWaiting } from '../classroom/useClassroom.ts'
import { type Room, RoomContext } from './RoomContext.ts'
import { useShowProblem } from './useShowProblem.ts'

/** Gathers what the parts of the class page need; shows its children once the class has arrived. */
export function RoomProvider({
  writeTo,
  before = null,
  children,
}: {
  writeTo: (userId: string) => void
  /** Shown until then. */
  before?: ReactNode
  children: ReactNode
}) {
  const stage = useStage((each) => each.class)
  const people = useStage((each) => each.people)
  const hands = useStage((each) => each.hands)
  const onAir = useStage((each) => each.media)
  const waiting = useWaiting()
  const mine = useMe()
  const classroom = useClassroom()
  const run = useRun()
  const room = useMemo((): Room | null => {
    if (!stage) return null
    const { userId, name, hue, standing } = mine
    return {
      me: { userId, name, hue, ...standing },
      stage,
      people,
      hands,
      onAir,
      waiting,
      may: (action) => classroom.may(action),
      isStaff: standing.role !== 'student' && !classroom.isReplay,
      nameOf: (id) => people.get(id)?.name ?? 'Somebody',
      run,
      writeTo,
    }
  }, [stage, people, hands, onAir, waiting, mine, classroom, run, writeTo])
  return room ? <RoomContext value={room}>{children}</RoomContext> : before
}

function useRun(): Room['run'] {
  const classroom = useClassroom()
  const showProblem = useShowProblem()
  return useCallback(
    async (command, input) => {
      try {
        return { value: await classroom.request(command, input) }
      } catch (error) {
        // A class that is over says so itself, and takes with it whatever was asked last.
        if (classroom.connection.getSnapshot().phase !== 'closed') showProblem(error)
        return null
      }
    },
    [classroom, showProblem],
  )
}
