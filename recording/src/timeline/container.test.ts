import { expect, test } from 'vitest'
import { MemoryObjectStore } from '../../test/support/MemoryObjectStore.ts'
import { randomClass } from '../../test/support/randomClass.ts'
import { writeTimeline } from '../../test/support/writeTimeline.ts'
import { timelineKey } from '../keys.ts'
import { decodeChunk, encodeChunk } from './chunkCodec.ts'
import { readContainerIndex } from './container.ts'

test('[TI8] a sealed timeline is read by byte range: index from its end, then chunks', async () => {
  const store = new MemoryObjectStore()
  const { index } = await writeTimeline(store, 'room', randomClass(5, 300).room.entries)
  const object = await store.get(timelineKey('room'))
  const ranges: number[] = []
  const read = async (from: number, to: number) => {
    ranges.push(to - from + 1)
    return object.slice(from, to + 1)
  }
  expect(await readContainerIndex(object.length, read)).toEqual(index)
  expect(ranges).toEqual([Math.min(object.length, 64 * 1024)])
  expect(new TextDecoder().decode(object.subarray(0, 4))).toBe('LTL1')
  expect(new TextDecoder().decode(object.subarray(-4))).toBe('LTL1')
  let offset = 4
  for (const ref of index.chunks) {
    expect(ref.offset).toBe(offset)
    offset += ref.bytes
    expect((await decodeChunk(object.subarray(ref.offset, offset))).kind).toBe(ref.kind)
  }
})

test('[TI8] an index that is larger than what is read first is read whole', async () => {
  const store = new MemoryObjectStore()
  const { room } = randomClass(6, 100)
  const last = room.entries.pop()!
  const name = 'x'.repeat(80)
  for (let i = 0; i < 6000; i += 1) {
    const people = room.stage('people')
    room.change('stage', 'server', () => people.set(`person-${i * 7919}`, { name, role: 'student', hue: i % 12 }))
  }
  const { index } = await writeTimeline(store, 'room', [...room.entries, { ...last, seq: room.seq + 1 }], 3000)
  const object = await store.get(timelineKey('room'))
  const read = async (from: number, to: number) => object.slice(from, to + 1)
  expect(await readContainerIndex(object.length, read)).toEqual(index)
})

test.each([0, 3, 15, 16, 100])(
  '[TI8] an object that was cut off by %i bytes, or is another, is refused',
  async (cut) => {
    const store = new MemoryObjectStore()
    await writeTimeline(store, 'room', randomClass(5, 30).room.entries)
    const whole = await store.get(timelineKey('room'))
    const object = cut === 0 ? new Uint8Array(whole.length) : whole.slice(0, whole.length - cut)
    const read = async (from: number, to: number) => object.slice(from, to + 1)
    await expect(readContainerIndex(object.length, read)).rejects.toThrow('no timeline')
  },
)

test('[TI4] a chunk of another format is refused', async () => {
  const bytes = await encodeChunk({ kind: 'frames', frames: [] })
  expect(await decodeChunk(bytes)).toEqual({ kind: 'frames', frames: [] })
  bytes[0] = 2
  await expect(decodeChunk(bytes)).rejects.toThrow('format 2')
})
