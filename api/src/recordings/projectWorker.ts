import { parentPort, workerData } from 'node:worker_threads'
import { openObjectStore, projectAgain, type TimelineEdits } from '@lectern/recording'
import type { EditList } from './edits.ts'
import type { ProjectionAsked, ProjectionTold } from './project.ts'

const tell = (told: ProjectionTold) => parentPort?.postMessage(told)

const asTimelineEdits = ({ cuts, people, ...rest }: EditList): TimelineEdits => ({
  ...rest,
  cuts: cuts.map(([fromMs, toMs]) => ({ fromMs, toMs })),
  people: people.map(({ userId, remove, rename }) => ({ userId, remove, rename: rename ?? undefined })),
})

const { settings, room, revision, edits } = workerData as ProjectionAsked
const store = await openObjectStore(settings)
const { endMs } = await projectAgain(store, room, {
  revision,
  edits: asTimelineEdits(edits),
  onProgress: (percent) => tell({ percent }),
})
await store.close()
tell({ endMs })
