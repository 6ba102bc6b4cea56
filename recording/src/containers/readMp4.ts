import { KEY_SAMPLE, WITH_OFFSET_DURATION_SIZE_FLAGS } from './fmp4.ts'
import { numberIn } from './numberIn.ts'
import type { TimedSample } from './Sample.ts'

const BOX_HEAD = 8

/** Boxes of a container, one after the other; throws where they do not fit. */
export function boxesOf(bytes: Buffer): { name: string; body: Buffer }[] {
  const boxes: { name: string; body: Buffer }[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    if (length < BOX_HEAD || at + length > bytes.length)
      throw new Error(`a box of ${length} bytes at ${at} of ${bytes.length}`)
    boxes.push({
      name: bytes.toString('latin1', at + 4, at + BOX_HEAD),
      body: bytes.subarray(at + BOX_HEAD, at + length),
    })
    at += length
  }
  return boxes
}

export function find(bytes: Buffer, ...path: string[]): Buffer {
  return path.reduce((body, name) => {
    const found = boxesOf(body).find((box) => box.name === name)
    if (!found) throw new Error(`there is no ${name} of ${path}`)
    return found.body
  }, bytes)
}

/** Ticks a second of a track, from its beginning. Throws where it does not say. */
export function ticksPerSecondIn(init: Buffer): number {
  const header = find(init, 'moov', 'trak', 'mdia', 'mdhd')
  return header.readUInt32BE(header[0] === 1 ? 20 : 12)
}

/** Where the fragments of a segment say when they begin; no copy. Throws where they do not. */
export const fragmentTimes = (segment: Buffer): Buffer[] =>
  boxesOf(segment).flatMap(({ name, body }) => (name === 'moof' ? [timeIn(find(body, 'traf', 'tfdt'))] : []))

const timeIn = (tfdt: Buffer): Buffer => (tfdt[0] === 1 ? tfdt.subarray(4, 12) : tfdt.subarray(4, 8))

/** Samples of one of our segments, of all its fragments; no copy. Throws where it is none. */
export function mp4Samples(segment: Buffer): TimedSample[] {
  let begins = 0
  return boxesOf(segment).flatMap(({ name, body }) => {
    const fragment = segment.subarray(begins)
    begins += BOX_HEAD + body.length
    return name === 'moof' ? fragmentSamples(fragment, body) : []
  })
}

function fragmentSamples(fragment: Buffer, moof: Buffer): TimedSample[] {
  const traf = find(moof, 'traf')
  const run = find(traf, 'trun')
  if (run.readUInt32BE(0) !== WITH_OFFSET_DURATION_SIZE_FLAGS) throw new Error('samples that are told in another way')
  let data = run.readUInt32BE(8)
  let at = numberIn(timeIn(find(traf, 'tfdt')))
  return Array.from({ length: run.readUInt32BE(4) }, (_, i) => {
    const field = (offset: number) => run.readUInt32BE(12 + 12 * i + offset)
    const [duration, size] = [field(0), field(4)]
    if (data + size > fragment.length) throw new Error(`a sample of ${size} bytes at ${data} of ${fragment.length}`)
    const sample = { at, duration, key: field(8) === KEY_SAMPLE, data: fragment.subarray(data, data + size) }
    at += duration
    data += size
    return sample
  })
}
