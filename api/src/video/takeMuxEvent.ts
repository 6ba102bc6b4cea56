import type { Database, Prisma, RecordingTrack } from '@lectern/prisma'
import { z } from 'zod'
import { changeTrackIn } from './changeTrack.ts'
import { changeOf } from './MuxVideoLibrary.ts'
import type { TrackChange } from './VideoLibrary.ts'

const Upload = z.object({
  id: z.string(),
  asset_id: z.string().nullish(),
  error: z.object({ message: z.string().nullish() }).nullish(),
})
const Asset = z.object({
  id: z.string(),
  upload_id: z.string().nullish(),
  status: z.enum(['preparing', 'ready', 'errored']),
  playback_ids: z.array(z.object({ id: z.string(), policy: z.enum(['public', 'signed', 'drm']) })).optional(),
  errors: z.object({ messages: z.array(z.string()).optional() }).optional(),
})
const base = { id: z.string().min(1).max(200) }

/** What of Mux's webhooks has an effect here. */
export const MuxEvent = z.discriminatedUnion('type', [
  z.object({ ...base, type: z.literal('video.upload.asset_created'), data: Upload }),
  z.object({ ...base, type: z.literal('video.upload.errored'), data: Upload }),
  z.object({ ...base, type: z.literal('video.upload.cancelled'), data: Upload }),
  z.object({ ...base, type: z.literal('video.asset.created'), data: Asset }),
  z.object({ ...base, type: z.literal('video.asset.ready'), data: Asset }),
  z.object({ ...base, type: z.literal('video.asset.errored'), data: Asset }),
  z.object({ ...base, type: z.literal('video.asset.deleted'), data: Asset }),
])
export type MuxEvent = z.infer<typeof MuxEvent>

/** `done`: had its effect now. `repeated`: had it before. `not ours`: of no track that we know. */
export type Taken = { outcome: 'done'; recordingId: string } | { outcome: 'repeated' | 'not ours' }

/** Gives an event its effect, once, whenever, however often and in whatever order it arrives. */
export async function takeMuxEvent(db: Database, event: MuxEvent): Promise<Taken> {
  return db.$transaction(async (tx) => {
    const row = await trackOf(tx, event)
    if (!row) return { outcome: 'not ours' }
    const { count } = await tx.videoEvent.createMany({ data: [{ id: event.id }], skipDuplicates: true })
    if (count === 0) return { outcome: 'repeated' }
    await changeTrackIn(tx, row, changeBy(event))
    return { outcome: 'done', recordingId: row.recordingId }
  })
}

/** Ids of uploads and assets are never used again, so that an event of a former try finds nothing. */
function trackOf(tx: Prisma.TransactionClient, event: MuxEvent): Promise<RecordingTrack | null> {
  const { data } = event
  const ways: Prisma.RecordingTrackWhereInput[] = isOfUpload(event)
    ? [{ uploadId: data.id }]
    : [{ assetId: data.id }, ...('upload_id' in data && data.upload_id ? [{ uploadId: data.upload_id }] : [])]
  return tx.recordingTrack.findFirst({ where: { OR: ways } })
}

const isOfUpload = ({ type }: MuxEvent) => type.startsWith('video.upload.')

function changeBy(event: MuxEvent): TrackChange {
  switch (event.type) {
    case 'video.upload.asset_created':
      return event.data.asset_id ? { state: 'PROCESSING', assetId: event.data.asset_id, uploadUrl: null } : {}
    case 'video.upload.errored':
      return {
        state: 'FAILED',
        failure: `Mux made nothing of the upload: ${event.data.error?.message ?? 'no reason given'}`,
      }
    case 'video.upload.cancelled':
      return { state: 'FAILED', failure: 'The upload was cancelled at Mux.' }
    case 'video.asset.created':
      return { state: 'PROCESSING', assetId: event.data.id }
    case 'video.asset.deleted':
      return { state: 'FAILED', assetId: event.data.id, failure: 'It was deleted at Mux.' }
    default:
      return { assetId: event.data.id, ...changeOf(event.data) }
  }
}
