import type { Track } from '@lectern/recording/timeline'
import { expect, test } from 'vitest'
import { withFirstSegments } from './firstSegments.ts'
import { ReplayError, type ReplayLoader } from './ReplayLoader.ts'
import { TestTimeline } from './TestTimeline.ts'

const track = (id: string, fromMs: number): Track => ({
  id,
  userId: 'ada',
  source: 'camera',
  mime: 'video/mp4; codecs="avc1.42e01f"',
  width: 640,
  height: 360,
  segments: [0, 1, 2].map((n) => [fromMs + n * 4000, 4000, 1000]),
  ended: 'closed',
})

/** A loader that notes what it is asked for; `isAway`: media cannot be had. */
function open({ startMs, isAway = false }: { startMs?: number; isAway?: boolean } = {}) {
  const timeline = new TestTimeline(60_000, {
    tracks: [track('early', 0), track('late', 30_000), track('at-mux', 0)],
  })
  const asked: string[] = []
  const bytes = async (name: string): Promise<ArrayBuffer> => {
    asked.push(name)
    if (isAway) throw new ReplayError(null)
    return new ArrayBuffer(0)
  }
  const loader: ReplayLoader = {
    index: () => timeline.index(),
    chunk: (n) => timeline.chunk(n),
    init: (id) => bytes(`${id} init`),
    segment: (id, n) => bytes(`${id} ${n}`),
  }
  return { asked, loader: withFirstSegments(loader, startMs, (id) => id !== 'at-mux') }
}

test('what plays at the first moment is asked for with the index, once', async () => {
  const { asked, loader } = open({ startMs: 5000 })
  await loader.index()
  expect(asked).toEqual(['early init', 'early 1'])
  await Promise.all([loader.init('early'), loader.segment('early', 1)])
  expect(asked).toHaveLength(2)
  await loader.index()
  await Promise.all([loader.init('late'), loader.segment('early', 1)])
  expect(asked).toEqual(['early init', 'early 1', 'late init', 'early 1'])
})

test('who takes it hears that it could not be had, and may ask again', async () => {
  const { asked, loader } = open({ isAway: true })
  await loader.index()
  await expect(loader.segment('early', 0)).rejects.toThrow(ReplayError)
  await expect(loader.segment('early', 0)).rejects.toThrow(ReplayError)
  expect(asked).toEqual(['early init', 'early 0', 'early 0'])
})
