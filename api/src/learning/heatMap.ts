import type { Recording } from '@lectern/prisma'
import type { Context } from '../context.ts'
import { teaches } from '../courses/access.ts'
import type { HeatSlice } from '../generated/resolvers.ts'
import { shownSpans } from './outline.ts'
import { SLICE_SECONDS, slicesOf } from './slices.ts'

/** How often each 5 seconds were watched, for those who teach; nobody's name is in it. */
export async function heatMap({ db, viewer, loaders }: Context, recording: Recording): Promise<HeatSlice[]> {
  const { id: recordingId } = recording
  const found = await loaders.recording.load(recordingId)
  if (!found || !teaches(viewer, found.course)) return []
  const shown = new Set(slicesOf(shownSpans(recording, await loaders.recordingSearch.load(recordingId))))
  const rows = await db.heatSlice.findMany({ where: { recordingId }, orderBy: { slice: 'asc' } })
  return rows
    .filter(({ slice }) => recording.durationMs === null || shown.has(slice))
    .map(({ slice, unique, views }) => ({ fromSecond: slice * SLICE_SECONDS, unique, views }))
}
