import { z } from 'zod'

/** What of a timeline's index the edit page needs. */
export const ContentIndex = z.object({
  startedAt: z.number(),
  endMs: z.number(),
  people: z.record(z.string(), z.object({ name: z.string(), role: z.string(), hue: z.number() })),
})
export type ContentIndex = z.infer<typeof ContentIndex>

const Message = z.object({
  n: z.number(),
  by: z.string(),
  name: z.string(),
  hue: z.number(),
  text: z.string(),
  at: z.number(),
  deleted: z.string(),
})

/** The folded state at the end: `{ t, documents }`. */
export const ContentState = z.object({
  documents: z.record(z.string(), z.record(z.string(), z.unknown())),
})

export interface RecordedMessage {
  id: string
  atSeconds: number
  name: string
  hue: number
  text: string
}

/** Chat messages of a recording in the order of time, without those that were deleted in class. */
export function messagesOf({ documents }: z.infer<typeof ContentState>, startedAt: number): RecordedMessage[] {
  return Object.entries(documents)
    .filter(([name]) => name.startsWith('chat/'))
    .flatMap(([, { messages }]) => Object.entries((messages ?? {}) as Record<string, unknown>))
    .flatMap(([id, value]) => {
      const message = Message.safeParse(value)
      return message.success && message.data.deleted === 'no' ? [{ id, ...message.data }] : []
    })
    .sort((a, b) => a.n - b.n)
    .map(({ id, at, name, hue, text }) => ({ id, atSeconds: Math.max(0, (at - startedAt) / 1000), name, hue, text }))
}

export interface RecordedPerson {
  userId: string
  /** Null: taken out by a saved edit, so that nobody can tell any more who it was. */
  name: string | null
  role: string
  hue: number
}

/** People of a recording by name, and after them those whom a saved edit has taken out. */
export function peopleOf(
  { people }: Pick<ContentIndex, 'people'>,
  edited: readonly { userId: string }[],
): RecordedPerson[] {
  const there = Object.entries(people).map(([userId, person]) => ({ userId, ...person }))
  const gone = edited.filter(({ userId }) => !(userId in people))
  return [
    ...there.sort((a, b) => a.name.localeCompare(b.name)),
    ...gone.map(({ userId }) => ({ userId, name: null, role: 'student', hue: 0 })),
  ]
}

interface Edited {
  durationSeconds?: number | null
  edits: { trimToSeconds?: number | null; cuts: readonly { toSeconds: number }[] }
}

/** Seconds of a class as far as it can be shown again: also what its edits leave out at the end. */
export function lengthOf(
  { durationSeconds, edits }: Edited,
  { startedAt, endedAt }: { startedAt?: string | null; endedAt?: string | null },
): number {
  const shown = Math.max(durationSeconds ?? 0, ...edits.cuts.map(({ toSeconds }) => toSeconds), 1)
  if (edits.trimToSeconds == null || !startedAt || !endedAt) return shown
  return Math.max(shown, (Date.parse(endedAt) - Date.parse(startedAt)) / 1000)
}
