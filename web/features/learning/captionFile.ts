import { RequestError } from '../../lib/RequestError'
import { readAnswer } from '../../lib/readAnswer'

const MAX_CAPTION_BYTES = 2 * 1024 * 1024

export const captionsUrl = (recordingId: string, language: string): string =>
  `/api/recordings/${recordingId}/captions/${encodeURIComponent(language)}.vtt`

/** Puts captions in a language in place of those that were there. Throws a `RequestError`. */
export async function putCaptions(recordingId: string, language: string, file: Blob): Promise<void> {
  if (file.size > MAX_CAPTION_BYTES) throw new RequestError('TOO_LARGE', 'Use a file of at most 2 MB.')
  await send(captionsUrl(recordingId, language), { method: 'PUT', headers: { 'Content-Type': 'text/vtt' }, body: file })
}

/** Throws a `RequestError`. */
export const deleteCaptions = (recordingId: string, language: string): Promise<void> =>
  send(captionsUrl(recordingId, language), { method: 'DELETE' })

async function send(url: string, init: RequestInit): Promise<void> {
  const response = await fetch(url, init).catch(() => {
    throw RequestError.unreachable()
  })
  if (response.ok) return
  readAnswer(await response.json().catch(() => null))
  throw RequestError.internal()
}
