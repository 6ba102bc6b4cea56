import { expect, test } from 'vitest'
import { bigClass } from '../../test/support/bigClass.ts'
import { MemoryObjectStore } from '../../test/support/MemoryObjectStore.ts'
import { randomClass } from '../../test/support/randomClass.ts'
import { writeTimeline } from '../../test/support/writeTimeline.ts'
import { TimelineFold } from './TimelineFold.ts'

const made = writeTimeline(new MemoryObjectStore(), 'room', randomClass(8, 600).room.entries, 1000)

async function countingFold() {
  const { index, load } = await made
  const asked: number[] = []
  const fold = new TimelineFold(index, (n) => {
    asked.push(n)
    return load(n)
  })
  return { fold, asked, index }
}

test('[TI6] what is loaded stays at hand: each chunk is asked for once, also by several at a time', async () => {
  const { fold, asked, index } = await countingFold()
  const [a, b] = await Promise.all([fold.stateAt(index.endMs), fold.stateAt(index.endMs)])
  expect(a).toEqual(b)
  await fold.stateAt(index.endMs)
  expect(asked.length).toBeGreaterThan(0)
  expect(new Set(asked).size).toBe(asked.length)
})

test('[TI6] a document that is wanted is asked for together with the snapshot that has it, another one not at all', async () => {
  const { index, load } = await writeTimeline(new MemoryObjectStore(), 'room', bigClass({ hours: 0.2 }).entries, 1000)
  const documents = index.chunks.filter(({ kind }) => kind === 'document')
  const snapshotAt = index.chunks.findLastIndex(({ kind }) => kind === 'snapshot')
  const before = documents.filter((ref) => index.chunks.indexOf(ref) < snapshotAt)
  const last = before.at(-1)!
  const { promise: snapshotHeld, resolve } = Promise.withResolvers<void>()
  const asked: number[] = []
  const fold = new TimelineFold(index, async (n) => {
    asked.push(n)
    if (n === index.chunks[snapshotAt]!.n) await snapshotHeld
    return load(n)
  })
  const part = fold.partAt(index.endMs, (name) => name === last.document)
  expect(asked).toContain(last.n)
  const others = documents.filter(({ n }) => n !== last.n && asked.includes(n))
  expect(others).toEqual([])
  resolve()
  expect((await part).state[last.document!]).toEqual((await fold.stateAt(index.endMs))[last.document!])
})

test('[TI6] changes are there at once where they are loaded', async () => {
  const { fold, index } = await countingFold()
  const [from, to] = [index.endMs / 3, index.endMs]
  expect(fold.changesAtHand(from, to)).toBeUndefined()
  await fold.prefetch(from, to)
  expect(fold.changesAtHand(from, to)).toEqual(await fold.changesBetween(from, to))
  expect(fold.changesAtHand(to, to)).toEqual([])
})

test('a chunk that cannot be had is told, and asked for again the next time', async () => {
  const { index, load } = await made
  let fails = true
  const fold = new TimelineFold(index, async (n) => {
    if (fails) throw new Error('away')
    return load(n)
  })
  await expect(fold.stateAt(index.endMs)).rejects.toThrow('away')
  fails = false
  expect(Object.keys(await fold.stateAt(index.endMs))).toContain('stage')
})

test('a moment before the first has nothing', async () => {
  const { fold } = await countingFold()
  expect(await fold.stateAt(-1)).toEqual({})
})
