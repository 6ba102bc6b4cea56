import type { TakeAwayPartsFragment } from '../../graphql/generated/documents.ts'

type Film = TakeAwayPartsFragment['exports'][number]

/** What can be done about the film of a recording. */
export type FilmStanding =
  | { kind: 'none' }
  | { kind: 'making'; percent: number; words: string }
  | { kind: 'ready'; href: string }
  | { kind: 'failed'; reason: string }

/** The film that counts is the latest. */
export function filmStanding(films: readonly Film[]): FilmStanding {
  const film = films[0]
  if (!film) return { kind: 'none' }
  if (film.state === 'FAILED') return { kind: 'failed', reason: film.failure ?? 'The film could not be made.' }
  if (film.state === 'READY' && film.path) return { kind: 'ready', href: `/api${film.path}` }
  const words = film.state === 'WAITING' ? 'Waiting for its turn' : `Making the film, ${film.percent} %`
  return { kind: 'making', percent: film.percent, words }
}

/** Whether something changes by itself, so that it is worth asking again. */
export function isChanging(recording: TakeAwayPartsFragment | null | undefined): boolean {
  if (!recording) return false
  const { video, exports } = recording
  return filmStanding(exports).kind === 'making' || video.state === 'UPLOADING' || video.state === 'PROCESSING'
}
