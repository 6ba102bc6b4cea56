import type { Database, RecordingCaptions, RecordingSearch, WatchProgress } from '@lectern/prisma'
import DataLoader from 'dataloader'
import { inOrderOf } from '../support/inOrderOf.ts'
import type { Viewer } from '../viewer.ts'
import { QUESTION_PARTS, type QuestionRow } from './questionView.ts'

const groupsInOrderOf = <Row extends { recordingId: string }>(ids: readonly string[], rows: Row[]): Row[][] => {
  const groups = new Map(ids.map((id) => [id, [] as Row[]]))
  for (const row of rows) groups.get(row.recordingId)?.push(row)
  return ids.map((id) => groups.get(id) as Row[])
}

/** All by recording id. */
export const createLearningLoaders = (db: Database, viewer: Viewer | null) => ({
  questions: new DataLoader<string, QuestionRow[]>(async (ids) => {
    const rows = await db.replayQuestion.findMany({
      where: { recordingId: { in: [...ids] } },
      include: QUESTION_PARTS,
      orderBy: [{ atMs: 'asc' }, { id: 'asc' }],
    })
    return groupsInOrderOf(ids, rows)
  }),
  captions: new DataLoader<string, RecordingCaptions[]>(async (ids) => {
    const where = { recordingId: { in: [...ids] } }
    return groupsInOrderOf(ids, await db.recordingCaptions.findMany({ where, orderBy: { language: 'asc' } }))
  }),
  recordingSearch: new DataLoader<string, RecordingSearch | null>(async (ids) =>
    inOrderOf(
      ids,
      await db.recordingSearch.findMany({ where: { recordingId: { in: [...ids] } } }),
      ({ recordingId }) => recordingId,
    ),
  ),
  viewerProgress: new DataLoader<string, WatchProgress | null>(async (ids) => {
    if (!viewer) return ids.map(() => null)
    const rows = await db.watchProgress.findMany({ where: { userId: viewer.id, recordingId: { in: [...ids] } } })
    return inOrderOf(ids, rows, ({ recordingId }) => recordingId)
  }),
})
