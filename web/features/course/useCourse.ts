'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { CourseDocument, CourseLiveDocument, type CourseQuery } from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { isOnItsWay } from '../recording/recordingState'

const LIVE_POLL_MS = 5_000
const RECORDING_POLL_MS = 3_000

export type CourseData = NonNullable<CourseQuery['course']>
export type LiveClass = NonNullable<CourseData['liveSession']>

const changesSoon = ({ recording }: CourseData['ended'][number]) => isOnItsWay(recording)

/**
 * The course, kept current. Whether a class is live is asked every few seconds; when that changes, the rest is read
 * again too, and so it is while a recording is on its way.
 */
export function useCourse(initial: CourseData): {
  course: CourseData
  live: LiveClass | null
  refresh: () => Promise<void>
} {
  const client = useQueryClient()
  const { slug } = initial
  const whole = useQuery({
    queryKey: ['course', slug],
    queryFn: async ({ signal }) => (await request(CourseDocument, { slug }, signal)).course ?? initial,
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.ended.some(changesSoon) ? RECORDING_POLL_MS : false),
  })
  const lately = useQuery({
    queryKey: ['course', slug, 'live'],
    queryFn: async ({ signal }) => (await request(CourseLiveDocument, { slug }, signal)).course?.liveSession ?? null,
    initialData: initial.liveSession ?? null,
    refetchInterval: LIVE_POLL_MS,
  })
  const liveId = lately.data?.id
  const knownId = whole.data.liveSession?.id
  useEffect(() => {
    if (liveId !== knownId) void client.invalidateQueries({ queryKey: ['course', slug], exact: true })
  }, [client, slug, liveId, knownId])
  return {
    course: whole.data,
    live: lately.data,
    refresh: () => client.invalidateQueries({ queryKey: ['course', slug] }),
  }
}
