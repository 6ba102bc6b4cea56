import type { SearchHit } from './useSearch'

export interface RecordingGroup {
  recordingId: string
  title: string
  hits: SearchHit[]
}

/** Hits by class: the class of the best hit first, the best first within each. */
export function groupByRecording(hits: readonly SearchHit[]): RecordingGroup[] {
  const groups = new Map<string, RecordingGroup>()
  for (const hit of hits) {
    const { recordingId, sessionTitle: title } = hit
    const group = groups.get(recordingId) ?? { recordingId, title, hits: [] }
    group.hits.push(hit)
    groups.set(recordingId, group)
  }
  return [...groups.values()]
}
