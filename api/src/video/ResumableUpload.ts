import { LibraryBusyError } from './VideoLibrary.ts'

/** A multiple of 256 KiB, as the protocol wants all parts but the last. */
const PART_BYTES = 8 * 1024 * 1024
const ANSWER_MS = 120_000
const RESUME = 308

/** The address takes nothing more: it is of the past, or was never one. */
export class UploadGoneError extends Error {
  constructor() {
    super('The address for the upload is not valid any more.')
    this.name = 'UploadGoneError'
  }
}

interface UploadParts {
  url: string
  bytes: number
  read(from: number): AsyncIterable<Uint8Array>
  signal: AbortSignal
}

/** Puts one file to an address in parts, after Google's protocol of resumable uploads, and goes on where an earlier try ended. */
export class ResumableUpload {
  readonly #parts: UploadParts

  constructor(parts: UploadParts) {
    this.#parts = parts
  }

  /** Ends when the other side has all bytes. Throws `UploadGoneError`, or `LibraryBusyError` where it can go on later. */
  async run(onProgress: (bytesSent: number) => Promise<void>): Promise<void> {
    let sent = await this.#askWhatIsThere()
    while (sent < this.#parts.bytes) {
      const before = sent
      sent = await this.#putFrom(before, onProgress)
      if (sent <= before) throw new LibraryBusyError('The upload does not get on.')
    }
  }

  /** Part after part, for as long as each is taken whole; answers what is there then. */
  async #putFrom(from: number, onProgress: (bytesSent: number) => Promise<void>): Promise<number> {
    let sent = from
    for await (const part of inParts(this.#parts.read(from), PART_BYTES)) {
      const whole = sent + part.length
      sent = await this.#put(part, sent)
      await onProgress(sent)
      if (sent !== whole) return sent
    }
    return sent
  }

  async #askWhatIsThere(): Promise<number> {
    return this.#send({ 'content-range': `bytes */${this.#parts.bytes}` }, undefined, 0)
  }

  async #put(part: Uint8Array, from: number): Promise<number> {
    const range = `bytes ${from}-${from + part.length - 1}/${this.#parts.bytes}`
    return this.#send({ 'content-range': range, 'content-type': 'application/octet-stream' }, part, from)
  }

  /** How many bytes the other side has after it. */
  async #send(headers: Record<string, string>, body: Uint8Array | undefined, before: number): Promise<number> {
    const { url, bytes, signal } = this.#parts
    const init = { method: 'PUT', headers, signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]) }
    const response = await fetch(url, body ? { ...init, body: body as Uint8Array<ArrayBuffer> } : init).catch(
      (err: unknown) => {
        signal.throwIfAborted()
        throw new LibraryBusyError(`The upload broke off: ${reasonOf(err)}.`)
      },
    )
    await response.body?.cancel()
    if (response.ok) return bytes
    if (response.status === RESUME) return nextByte(response.headers.get('range'), before)
    if ([400, 403, 404, 410].includes(response.status)) throw new UploadGoneError()
    throw new LibraryBusyError(`The upload was answered with ${response.status}.`, retryAfterMs(response.headers))
  }
}

/** `Range: bytes=0-41` → 42; without one nothing is there. */
function nextByte(range: string | null, before: number): number {
  if (range === null) return 0
  const last = /^bytes=0-(\d+)$/.exec(range)?.[1]
  return last === undefined ? before : Number(last) + 1
}

async function* inParts(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let held = Buffer.alloc(0)
  for await (const each of source) {
    held = Buffer.concat([held, each])
    for (; held.length >= size; held = held.subarray(size)) yield held.subarray(0, size)
  }
  if (held.length > 0) yield held
}

/** What `Retry-After` asks for, in ms; null where it asks for nothing. */
export function retryAfterMs(headers: Headers): number | null {
  const value = headers.get('retry-after')
  if (value === null) return null
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : null
}

function reasonOf(err: unknown): string {
  if (!(err instanceof Error)) return String(err)
  return err.cause instanceof Error ? err.cause.message : err.message
}
