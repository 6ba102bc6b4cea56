'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { recordingUrl } from '../../replay/ReplayLoader.ts'
import { ContentIndex, ContentState, messagesOf, type RecordedMessage } from './recordingContent.ts'

export interface RecordingContent {
  index: ContentIndex
  messages: RecordedMessage[]
}

/** Who and what is in a recording as it is shown; another `version` is read anew. Undefined while it is loading. */
export function useRecordingContent(
  id: string,
  version: string,
): { content: RecordingContent | undefined; failed: boolean; retry: () => void } {
  const { data, isError, refetch } = useQuery({
    queryKey: ['recording-content', id, version],
    queryFn: ({ signal }) => load(id, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
  })
  return { content: data, failed: isError, retry: () => void refetch() }
}

async function load(id: string, signal: AbortSignal): Promise<RecordingContent> {
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(recordingUrl(id, path, undefined), { signal })
    if (!response.ok) throw new Error(`the recording was answered with ${response.status}`)
    return response.json()
  }
  const index = ContentIndex.parse(await get('index'))
  const state = ContentState.parse(await get(`state?t=${Math.floor(index.endMs)}`))
  return { index, messages: messagesOf(state, index.startedAt) }
}
