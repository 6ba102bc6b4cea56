import { expect, test } from 'vitest'
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
