import type { Chunk } from './TimelineState.ts'

const FORMAT = 1

/** Stored form of a chunk: a byte for the format, then JSON, deflated (RFC 1951). Rule [TI4]. */
export function encodeChunk(chunk: Chunk): Promise<Uint8Array> {
  return encodeJson(JSON.stringify(chunk))
}

/** Throws where the bytes are no chunk of a format that this version reads. */
export async function decodeChunk(bytes: Uint8Array): Promise<Chunk> {
  return (await decodeJson(bytes)) as Chunk
}

/** As `encodeChunk`, for JSON that is made already. */
export async function encodeJson(json: string): Promise<Uint8Array> {
  const deflated = await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(json)).arrayBuffer()
  const bytes = new Uint8Array(deflated.byteLength + 1)
  bytes[0] = FORMAT
  bytes.set(new Uint8Array(deflated), 1)
  return bytes
}

export async function decodeJson(bytes: Uint8Array): Promise<unknown> {
  if (bytes[0] !== FORMAT) throw new Error(`the timeline has format ${bytes[0]}, which this version does not read`)
  return through(new DecompressionStream('deflate-raw'), bytes.subarray(1)).json()
}

function through(transform: CompressionStream | DecompressionStream, bytes: Uint8Array): Response {
  const whole = new Response(bytes as Uint8Array<ArrayBuffer>).body!
  return new Response(whole.pipeThrough(transform as ReadableWritablePair<Uint8Array, Uint8Array>))
}
