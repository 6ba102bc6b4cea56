import { numberIn } from './numberIn.ts'
import type { TimedSample } from './Sample.ts'
import { ID, KEY_FRAME } from './webm.ts'

interface Element {
  id: number
  body: Buffer
}

/** Track, place in the cluster, flags. */
const BLOCK_HEAD = 4

export const isCluster = (segment: Buffer): boolean => segment.length >= 4 && segment.readUInt32BE(0) === ID.cluster

/** Samples of one of our segments, of all its clusters; no copy. Throws where it is none. */
export const webmSamples = (segment: Buffer): TimedSample[] => clustersOf(segment).flatMap(clusterSamples)

/** Where the clusters of a segment say when they begin; no copy. Throws where they do not. */
export const clusterTimes = (segment: Buffer): Buffer[] =>
  clustersOf(segment).map((elements) => one(elements, ID.timestamp))

const clustersOf = (segment: Buffer): Element[][] =>
  elementsOf(segment).map(({ id, body }) => {
    if (id !== ID.cluster) throw new Error(`element ${id.toString(16)} in place of a cluster`)
    return elementsOf(body)
  })

function clusterSamples(elements: Element[]): TimedSample[] {
  const begins = numberIn(one(elements, ID.timestamp))
  const samples = elements.flatMap(({ id, body }) => {
    if (id === ID.simpleBlock) return [sampleOf(body, begins, (body[3]! & KEY_FRAME) !== 0, 0)]
    return id === ID.blockGroup ? [groupSample(elementsOf(body), begins)] : []
  })
  // A block by itself does not say how long it is: until the next.
  for (const [i, { at }] of samples.entries()) if (i > 0) samples[i - 1]!.duration = at - samples[i - 1]!.at
  return samples
}

function groupSample(elements: Element[], begins: number): TimedSample {
  const isKey = !elements.some(({ id }) => id === ID.referenceBlock)
  return sampleOf(one(elements, ID.block), begins, isKey, numberIn(one(elements, ID.blockDuration)))
}

const sampleOf = (block: Buffer, begins: number, key: boolean, duration: number): TimedSample => ({
  at: begins + block.readInt16BE(1),
  duration,
  key,
  data: block.subarray(BLOCK_HEAD),
})

function one(elements: Element[], wanted: number): Buffer {
  const found = elements.find(({ id }) => id === wanted)
  if (!found) throw new Error(`there is no element ${wanted.toString(16)}`)
  return found.body
}

function elementsOf(bytes: Buffer): Element[] {
  const elements: Element[] = []
  for (let at = 0; at < bytes.length; ) {
    const idLength = lengthOf(bytes[at])
    const sizeLength = lengthOf(bytes[at + idLength])
    const body = at + idLength + sizeLength
    const size = numberIn(bytes.subarray(at + idLength, body)) - 2 ** (7 * sizeLength)
    if (body + size > bytes.length) throw new Error(`an element of ${size} bytes at ${at} of ${bytes.length}`)
    elements.push({ id: numberIn(bytes.subarray(at, at + idLength)), body: bytes.subarray(body, body + size) })
    at = body + size
  }
  return elements
}

/** Bytes of an id or a size, which its first byte tells. */
function lengthOf(first = 0): number {
  if (first === 0) throw new Error('no element')
  return Math.clz32(first) - 23
}
