import { type Chunk, type ChunkRef, encodeChunk, type TimelineIndex } from '@lectern/recording/timeline'
import { expect, test } from 'vitest'
import { ChunkReader } from './ChunkReader.ts'

const chunkOf = (n: number): Chunk => ({ kind: 'frames', frames: [{ t: n, changes: [] }] })

/** A timeline of one object, and what was asked of whoever has it. */
async function sealed({ isOther = false, live = false } = {}) {
  const parts = await Promise.all([0, 1, 2].map((n) => encodeChunk(chunkOf(n))))
  let offset = 0
  const chunks = parts.map(({ length }, n): ChunkRef => {
    offset += length
    return { n, kind: 'frames', fromMs: n, toMs: n, offset: offset - length, bytes: length }
  })
  const whole = new Uint8Array(parts.flatMap((part) => [...part]))
  if (isOther) whole.fill(7)
  const asked: string[] = []
  const loader = {
    chunk: async (n: number) => {
      asked.push(`chunk ${n}`)
      return chunkOf(n)
    },
    bytes: async (from: number, to: number) => {
      asked.push(`bytes ${from}-${to}`)
      return whole.slice(from, to + 1)
    },
  }
  const index = { live, revision: 0, chunks } as unknown as TimelineIndex
  return { reader: new ChunkReader(loader, () => index), asked, end: offset - 1 }
}

test('[RP1] what is asked for in one moment and stands together comes with one request', async () => {
  const { reader, asked, end } = await sealed()
  expect(await Promise.all([2, 0, 1, 0].map((n) => reader.read(n)))).toEqual([2, 0, 1, 0].map(chunkOf))
  expect(asked).toEqual([`bytes 0-${end}`])
})

test('one alone is asked for by its number, as are pieces of a class that goes on', async () => {
  const one = await sealed()
  await one.reader.read(1)
  expect(one.asked).toEqual(['chunk 1'])
  const live = await sealed({ live: true })
  await Promise.all([0, 1].map((n) => live.reader.read(n)))
  expect(live.asked).toEqual(['chunk 0', 'chunk 1'])
})

test('where the object is another by now, each is asked for by its number', async () => {
  const { reader, asked, end } = await sealed({ isOther: true })
  expect(await Promise.all([0, 1, 2].map((n) => reader.read(n)))).toEqual([0, 1, 2].map(chunkOf))
  expect(asked).toEqual([`bytes 0-${end}`, 'chunk 0', 'chunk 1', 'chunk 2'])
})
