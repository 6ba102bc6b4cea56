import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ByteRange, ObjectStore } from '@lectern/recording'
import type { Request, Response } from 'express'
import { byteRange } from './byteRange.ts'

export interface Sent {
  store: ObjectStore
  key: string
  /** What of the object is sent, and may be asked for by ranges. */
  part: ByteRange
  type: string
  /** Without quotes; changes with the bytes. */
  etag: string
  cacheControl: string
}

/** Answers with an object of the store, or a part of one, as it arrives from there. Throws ObjectNotFoundError where there is none. */
export async function sendObject(request: Request, response: Response, sent: Sent): Promise<void> {
  const etag = `"${sent.etag}"`
  const bytes = sent.part.to - sent.part.from + 1
  response.set({ etag, 'cache-control': sent.cacheControl, 'accept-ranges': 'bytes', 'content-type': sent.type })
  if (isKnown(request, etag)) {
    response.status(304).end()
    return
  }
  const range = isOfThis(request, etag) ? byteRange(request.get('range'), bytes) : 'all'
  if (range === 'none') {
    response.removeHeader('etag')
    response.set({ 'content-range': `bytes */${bytes}`, 'cache-control': 'no-store' })
    response.status(416).end()
    return
  }
  const { from, to } = range === 'all' ? { from: 0, to: bytes - 1 } : range
  if (range !== 'all') response.status(206).set('content-range', `bytes ${from}-${to}/${bytes}`)
  response.set('content-length', String(to - from + 1))
  if (request.method === 'HEAD' || bytes === 0) {
    response.end()
    return
  }
  await stream(response, sent, { from: sent.part.from + from, to: sent.part.from + to })
}

const isKnown = (request: Request, etag: string) =>
  (request.get('if-none-match') ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === etag)

/** A range of what has changed since is of no use. */
const isOfThis = (request: Request, etag: string) => (request.get('if-range') ?? etag) === etag

async function stream(response: Response, { store, key }: Sent, range: ByteRange): Promise<void> {
  const parts = await store.getStream(key, range).catch((error: unknown) => {
    clear(response)
    throw error
  })
  let hasGone = false
  response.once('close', () => {
    hasGone = true
  })
  try {
    await pipeline(Readable.from(parts), response)
  } catch (err) {
    // The answer has begun: all that can be told is that it breaks off.
    if (!hasGone) response.req.log.warn({ err, key }, 'a part of a recording was cut off')
  }
}

/** Takes back what was said of an answer that does not come. */
function clear(response: Response): void {
  for (const name of ['etag', 'content-length', 'content-range', 'content-type']) response.removeHeader(name)
  response.status(200).set('cache-control', 'no-store')
}
