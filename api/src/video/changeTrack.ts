import type { Database, Prisma, RecordingTrack, VideoState } from '@lectern/prisma'
import type { KnownTrack, TrackChange } from './VideoLibrary.ts'

const RANK: Record<VideoState, number> = { LOCAL: 0, UPLOADING: 1, PROCESSING: 2, READY: 3, FAILED: 4 }

/** Whoever changes tracks of a recording, or counts them up, comes after whoever does already. */
async function lockRecording(tx: Prisma.TransactionClient, recordingId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM recordings WHERE id = ${recordingId}::uuid FOR UPDATE`
}

/**
 * What a change does to a track as it stands now. Of one upload things only go forward: what is told twice, late or in another order
 * than it happened changes nothing that is known already.
 */
export function effectOf(row: KnownTrack, change: TrackChange): TrackChange {
  if (change.state === 'LOCAL') return RANK[row.state] > RANK.UPLOADING ? {} : change
  const isBehind = change.state !== undefined && RANK[change.state] <= RANK[row.state]
  if (!isBehind) return row.state === 'FAILED' ? {} : change
  const { state: _state, failure: _failure, bytesSent: _sent, ...rest } = change
  return row.state === 'FAILED' ? {} : rest
}

/** Changes a track and what its recording says of all of them, in one step. */
export async function changeTrack(db: Database, known: Pick<KnownTrack, 'recordingId' | 'track'>, change: TrackChange) {
  return db.$transaction((tx) => changeTrackIn(tx, known, change))
}

export async function changeTrackIn(
  tx: Prisma.TransactionClient,
  { recordingId, track }: Pick<KnownTrack, 'recordingId' | 'track'>,
  change: TrackChange,
): Promise<void> {
  await lockRecording(tx, recordingId)
  const where = { recordingId_track: { recordingId, track } }
  const row = await tx.recordingTrack.findUnique({ where })
  if (!row) return
  await tx.recordingTrack.update({ where, data: effectOf(row, change) })
  await sumUp(tx, recordingId)
}

type Counted = Pick<RecordingTrack, 'state' | 'bytes' | 'bytesSent' | 'failure'>

/** What a recording says of its tracks at the library. */
export function sumOf(tracks: readonly Counted[]): {
  videoState: VideoState
  videoPercent: number | null
  videoFailure: string | null
} {
  const failed = tracks.find(({ state }) => state === 'FAILED')
  if (failed) return { videoState: 'FAILED', videoPercent: null, videoFailure: failed.failure }
  const isAll = (...states: VideoState[]) => tracks.every(({ state }) => states.includes(state))
  if (isAll('LOCAL')) return { videoState: 'LOCAL', videoPercent: null, videoFailure: null }
  if (isAll('READY')) return { videoState: 'READY', videoPercent: null, videoFailure: null }
  if (isAll('READY', 'PROCESSING')) return { videoState: 'PROCESSING', videoPercent: null, videoFailure: null }
  const [sent, all] = tracks.reduce(([a, b], { bytesSent, bytes }) => [a + bytesSent, b + bytes], [0n, 0n])
  const percent = all === 0n ? 0 : Number((sent * 100n) / all)
  return { videoState: 'UPLOADING', videoPercent: Math.min(99, percent), videoFailure: null }
}

async function sumUp(tx: Prisma.TransactionClient, recordingId: string): Promise<void> {
  const tracks = await tx.recordingTrack.findMany({ where: { recordingId } })
  await tx.recording.updateMany({ where: { id: recordingId, deletedAt: null }, data: sumOf(tracks) })
}

interface Wanted {
  track: string
  bytes: number
}

/** Has rows for exactly these tracks, with nothing done for new ones, and says of which revision they are. */
export async function setTracks(db: Database, recordingId: string, wanted: readonly Wanted[], revision: number) {
  await db.$transaction(async (tx) => {
    await lockRecording(tx, recordingId)
    await tx.recordingTrack.createMany({
      data: wanted.map(({ track, bytes }) => ({ recordingId, track, bytes: BigInt(bytes) })),
      skipDuplicates: true,
    })
    await tx.recording.updateMany({ where: { id: recordingId }, data: { videoRevision: revision } })
    await sumUp(tx, recordingId)
  })
}

/** Forgets tracks that the library does not have any more. */
export async function dropTrack(db: Database, { recordingId, track }: Pick<KnownTrack, 'recordingId' | 'track'>) {
  await db.$transaction(async (tx) => {
    await lockRecording(tx, recordingId)
    await tx.recordingTrack.deleteMany({ where: { recordingId, track } })
    await sumUp(tx, recordingId)
  })
}
