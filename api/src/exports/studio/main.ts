import { once } from 'node:events'
import { constants, setPriority } from 'node:os'
import { type ObjectStore, openObjectStore, openTimeline, type StoredTimeline } from '@lectern/recording'
import { writeBoardPdf } from '../board/writeBoardPdf.ts'
import { makeFilm } from '../film/makeFilm.ts'
import { makeThumbnails } from '../thumbnails/makeThumbnails.ts'
import { StudioError } from './StudioError.ts'
import type { StudioJob, StudioTold } from './studioMessages.ts'

const stop = new AbortController()
// Whoever asked is gone, and so is what ffmpeg was started for.
process.once('disconnect', () => stop.abort())
process.once('SIGTERM', () => stop.abort())
setPriority(constants.priority.PRIORITY_LOW)

async function run(job: StudioJob): Promise<StudioTold> {
  const store = await openObjectStore(job.settings)
  try {
    const timeline = await openTimeline(store, job.room, job.revision)
    if (!timeline) throw new StudioError('There is nothing of this class any more.')
    return { done: await make(job, store, timeline) }
  } catch (error) {
    if (error instanceof StudioError) return { failure: error.message }
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  } finally {
    await store.close()
  }
}

function make(job: StudioJob, store: ObjectStore, timeline: StoredTimeline): Promise<number> {
  const { signal } = stop
  const onProgress = (percent: number) => tell({ percent })
  if (job.kind === 'film') return makeFilm({ ...job, store, timeline, signal, onProgress })
  if (job.kind === 'thumbnails') return makeThumbnails({ ...job, store, timeline, signal })
  return writeBoardPdf({ ...job, timeline })
}

function tell(told: StudioTold): void {
  if (process.connected) process.send?.(told)
}

const [job] = (await once(process, 'message')) as [StudioJob]
const told = await run(job)
tell(told)
process.disconnect()
