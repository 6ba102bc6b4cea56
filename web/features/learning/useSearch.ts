'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { SearchRecordingsDocument, type SearchRecordingsQuery } from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { useSettled } from './useSettled'

export type SearchHit = SearchRecordingsQuery['searchRecordings'][number]

const SETTLE_MS = 200
const NONE: SearchHit[] = []

export interface Search {
  hits: SearchHit[]
  /** What the hits were searched with. */
  query: string
  state: 'idle' | 'searching' | 'found' | 'failed'
  error: Error | null
  retry: () => void
}

/** Searches as one types. */
export function useSearch(
  where: { courseSlug: string } | { recordingId: string; key: string | null },
  text: string,
): Search {
  const query = useSettled(text.trim(), SETTLE_MS)
  const asked = query !== ''
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    queryKey: ['search', where, query],
    queryFn: async ({ signal }) =>
      (await request(SearchRecordingsDocument, { ...where, text: query }, signal)).searchRecordings,
    enabled: asked,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  const retry = () => void refetch()
  if (!asked) return { hits: NONE, query, state: 'idle', error: null, retry }
  const state = error ? 'failed' : isPlaceholderData || (isFetching && !data) ? 'searching' : 'found'
  return { hits: data ?? NONE, query, state, error, retry }
}
