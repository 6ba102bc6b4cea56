import type {
  EditRecordingInput,
  ManagedRecordingPartsFragment,
  RecordingVisibility,
  UpdateRecordingInput,
} from '../../../graphql/generated/documents.ts'
import { fromZoned, toZoned } from '../../time/zonedTime.ts'

export interface DraftChapter {
  /** Of the chapter, or made here for a new one. */
  id: string
  atSeconds: number
  title: string
}

export interface DraftCut {
  /** Made here. */
  id: string
  fromSeconds: number
  toSeconds: number
}

export interface DraftPerson {
  userId: string
  remove: boolean
  rename: string | null
}

/** All that can be changed about a recording, as it will be once saved. Times are seconds of the class; days as inputs have them, or ''. */
export interface Draft {
  title: string
  published: boolean
  visibility: RecordingVisibility
  linkUntil: string
  keptUntil: string
  chapters: readonly DraftChapter[]
  /** Null: from the beginning, to the end. */
  trimFrom: number | null
  trimTo: number | null
  cuts: readonly DraftCut[]
  hidden: readonly string[]
  people: readonly DraftPerson[]
}

/** `zone`: whose days are shown. */
export function draftOf(recording: ManagedRecordingPartsFragment, zone: string): Draft {
  const { title, published, visibility, linkExpiresAt, keptUntil, chapters, edits } = recording
  return {
    title,
    published,
    visibility,
    linkUntil: dayOf(linkExpiresAt, zone),
    keptUntil: dayOf(keptUntil, zone),
    chapters: chapters.map(({ id, atSeconds, title: name }) => ({ id, atSeconds, title: name })),
    trimFrom: edits.trimFromSeconds ?? null,
    trimTo: edits.trimToSeconds ?? null,
    cuts: edits.cuts.map((cut, index) => ({ id: `cut-${index}`, ...cut })),
    hidden: edits.hiddenMessages,
    people: edits.people.map(({ userId, remove, rename }) => ({ userId, remove, rename: rename ?? null })),
  }
}

/** What of a draft is to be sent to become true; null where nothing of its kind was changed. */
export function toSave(
  before: Draft,
  after: Draft,
  zone: string,
): { details: UpdateRecordingInput | null; edits: EditRecordingInput | null } {
  const edits = editsOf(after)
  return {
    details: detailsOf(before, after, zone),
    edits: JSON.stringify(edits) === JSON.stringify(editsOf(before)) ? null : edits,
  }
}

export function isChanged(before: Draft, after: Draft): boolean {
  const { details, edits } = toSave(before, after, 'UTC')
  return details !== null || edits !== null
}

/** Chapters in the order of time. */
export const inOrder = <Row extends { atSeconds: number }>(rows: readonly Row[]): Row[] =>
  [...rows].sort((a, b) => a.atSeconds - b.atSeconds)

function detailsOf(before: Draft, after: Draft, zone: string): UpdateRecordingInput | null {
  const details: UpdateRecordingInput = {}
  if (after.title.trim() !== before.title) details.title = after.title.trim() || null
  if (after.published !== before.published) details.published = after.published
  if (after.visibility !== before.visibility) details.visibility = after.visibility
  if (after.linkUntil !== before.linkUntil) details.linkExpiresAt = endOfDay(after.linkUntil, zone)
  if (after.keptUntil !== before.keptUntil) details.keptUntil = endOfDay(after.keptUntil, zone)
  const chapters = chaptersOf(after)
  if (JSON.stringify(chapters) !== JSON.stringify(chaptersOf(before))) details.chapters = chapters
  return Object.keys(details).length > 0 ? details : null
}

const chaptersOf = ({ chapters }: Draft) =>
  inOrder(chapters).map(({ atSeconds, title }) => ({ atSeconds, title: title.trim() }))

/** Always in one order, so that two lists can be compared. */
function editsOf({ trimFrom, trimTo, cuts, hidden, people }: Draft): EditRecordingInput {
  return {
    trimFromSeconds: trimFrom,
    trimToSeconds: trimTo,
    cuts: mergeCuts(cuts),
    hiddenMessages: [...hidden].sort(),
    people: people
      .map(({ userId, remove, rename }) => ({ userId, remove, rename: remove ? null : rename?.trim() || null }))
      .filter(({ remove, rename }) => remove || rename !== null)
      .sort((a, b) => (a.userId < b.userId ? -1 : 1)),
  }
}

/** Cuts in the order of time; those that overlap or touch are one. */
export function mergeCuts(
  cuts: readonly { fromSeconds: number; toSeconds: number }[],
): { fromSeconds: number; toSeconds: number }[] {
  const merged: { fromSeconds: number; toSeconds: number }[] = []
  for (const { fromSeconds, toSeconds } of [...cuts].sort((a, b) => a.fromSeconds - b.fromSeconds)) {
    const last = merged.at(-1)
    if (last && fromSeconds <= last.toSeconds) last.toSeconds = Math.max(last.toSeconds, toSeconds)
    else merged.push({ fromSeconds, toSeconds })
  }
  return merged
}

const dayOf = (at: string | null | undefined, zone: string) => (at ? toZoned(new Date(at), zone).date : '')

const endOfDay = (day: string, zone: string) => (day === '' ? null : fromZoned(day, '23:59', zone).toISOString())
