'use client'

import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { ReplayQuestionsDocument, type ReplayQuestionsQuery } from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import type { LearningRecording } from './LearningReplay'

export type Question = NonNullable<ReplayQuestionsQuery['recording']>['questions'][number]

export interface Questions {
  questions: Question[]
  /** Of the course: enrolled, or teaches it. Only they ask, and read what was asked. */
  isMember: boolean
}

const LOOK_AGAIN_MS = 30_000
const keyOf = ({ id }: LearningRecording) => ['recording', id, 'questions']

/** Questions at moments of a recording, by their moments. For the panel, and for marks on the time bar. */
export function useQuestions(recording: LearningRecording): UseQueryResult<Questions> {
  return useQuery({
    queryKey: keyOf(recording),
    queryFn: async ({ signal }) => {
      const { id, linkKey = null } = recording
      const found = await request(ReplayQuestionsDocument, { id, key: linkKey }, signal)
      const course = found.liveSession?.course
      return {
        questions: found.recording?.questions ?? [],
        isMember: course !== undefined && (course.viewerIsEnrolled || course.viewerCanEdit),
      }
    },
    refetchInterval: LOOK_AGAIN_MS,
  })
}

/** Has the questions read again. */
export function useRefreshQuestions(recording: LearningRecording): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: keyOf(recording) })
}
