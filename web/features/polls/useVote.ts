'use client'

import { useCallback } from 'react'
import { useClassroom } from '../classroom/ClassroomProvider.tsx'
import { useShowProblem } from '../room/useShowProblem.ts'
import type { Vote } from './PollVote.tsx'

/** Votes, and tells the person where that was refused. Resolves with whether the vote was counted. */
export function useVote(): (id: string, vote: Vote) => Promise<boolean> {
  const classroom = useClassroom()
  const showProblem = useShowProblem()
  return useCallback(
    (id, vote) =>
      classroom.vote(id, vote).then(
        () => true,
        (error: unknown) => {
          showProblem(error)
          return false
        },
      ),
    [classroom, showProblem],
  )
}
