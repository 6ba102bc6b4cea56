import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** One frame of an input: who sends it, what, and whether the room steps after it. */
export interface Frame {
  connection: number
  steps: boolean
  bytes: Uint8Array
}

const STEPS = 8

/** An input as it is kept in a file. */
export const encodeFrames = (frames: readonly Frame[]): Uint8Array =>
  encoding.encode((encoder) => {
    for (const { connection, steps, bytes } of frames) {
      encoding.writeUint8(encoder, (connection & 7) | (steps ? STEPS : 0))
      encoding.writeVarUint8Array(encoder, bytes)
    }
  })

export function decodeFrames(input: Uint8Array): Frame[] {
  const decoder = decoding.createDecoder(input)
  const frames: Frame[] = []
  while (decoding.hasContent(decoder)) {
    const head = decoding.readUint8(decoder)
    frames.push({ connection: head & 7, steps: (head & STEPS) > 0, bytes: decoding.readVarUint8Array(decoder).slice() })
  }
  return frames
}
