import type { StoreSettings } from '@lectern/recording'

interface Shown {
  settings: StoreSettings
  room: string
  /** Of the timeline that is shown. */
  revision: number
}

/** What the studio is asked to make. Paths and keys are the asker's to choose. */
export type StudioJob =
  | ({ kind: 'film'; title: string; folder: string; key: string } & Shown)
  /** Each page of the board as a page; `atMs`: as it was then, null: as it was at the end. */
  | ({ kind: 'boardPdf'; atMs: number | null; path: string } & Shown)
  | ({ kind: 'thumbnails'; folder: string } & Shown)

/** What it tells meanwhile, and at last. `failure` is for people, `error` for the log. */
export type StudioTold = { percent: number } | { done: number } | { failure: string } | { error: string }
