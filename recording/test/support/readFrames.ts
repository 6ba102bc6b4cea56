import type { TimelineIndex } from '../../src/timeline/TimelineIndex.ts'
import type { Chunk, Frame } from '../../src/timeline/TimelineState.ts'

interface Timeline {
  index: TimelineIndex
  load: (n: number) => Promise<Chunk>
}

/** Every frame of a timeline, in order. */
export async function readFrames({ index, load }: Timeline): Promise<Frame[]> {
  const frames: Frame[] = []
  for (const { n, kind } of index.chunks) {
    const chunk = await load(n)
    if (chunk.kind !== kind) throw new Error(`chunk ${n} is of kind ${chunk.kind}, and not ${kind}`)
    if (chunk.kind === 'frames') frames.push(...chunk.frames)
  }
  return frames
}

/** All that is written in a timeline, as text. */
export async function textOf({ index, load }: Timeline): Promise<string> {
  const chunks = await Promise.all(index.chunks.map(({ n }) => load(n)))
  return JSON.stringify([index, chunks])
}
