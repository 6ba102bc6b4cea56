import { DisplayName, LecternError, UserId } from '@lectern/protocol'
import { z } from 'zod'
import type { RecordingEdits } from '../generated/resolvers.ts'
import { line } from '../support/text.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const MAX_CUTS = 200
const MAX_MESSAGES = 5000
const MAX_PEOPLE = 1000

/** Changes of a recording after class, in class time, as the database keeps them and the projection takes them. */
export interface EditList {
  trimFromMs: number | null
  trimToMs: number | null
  cuts: [fromMs: number, toMs: number][]
  hiddenMessages: string[]
  people: { userId: string; remove: boolean; rename: string | null }[]
}

export const NO_EDITS: EditList = { trimFromMs: null, trimToMs: null, cuts: [], hiddenMessages: [], people: [] }

const Seconds = z
  .number()
  .min(0, 'Times are counted from the start of the class.')
  .max(DAY_MS / 1000, 'No class is that long.')
  .transform((seconds) => Math.round(seconds * 1000))

const Cut = z
  .object({ fromSeconds: Seconds, toSeconds: Seconds })
  .refine(({ fromSeconds, toSeconds }) => fromSeconds < toSeconds, 'A cut ends after it begins.')
  .transform(({ fromSeconds, toSeconds }): [number, number] => [fromSeconds, toSeconds])

const PersonEdit = z
  .object({
    userId: UserId,
    remove: z.boolean().default(false),
    rename: line('Name', { max: 80 }).pipe(DisplayName).nullish(),
  })
  .transform(({ rename, ...rest }) => ({ ...rest, rename: rename ?? null }))
  .refine(({ remove, rename }) => remove !== (rename !== null), 'Either remove somebody or give another name.')

const MessageId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'That is no message.')

/** An edit list as clients send it. Cuts come out in order and apart. */
export const EditRecording = z
  .object({
    trimFromSeconds: Seconds.nullish(),
    trimToSeconds: Seconds.nullish(),
    cuts: z.array(Cut).max(MAX_CUTS, `Make at most ${MAX_CUTS} cuts.`),
    hiddenMessages: z.array(MessageId).max(MAX_MESSAGES, `Hide at most ${MAX_MESSAGES} messages.`),
    people: z.array(PersonEdit).max(MAX_PEOPLE, `Change at most ${MAX_PEOPLE} people.`),
  })
  .refine(
    ({ trimFromSeconds, trimToSeconds }) => (trimFromSeconds ?? 0) < (trimToSeconds ?? Number.POSITIVE_INFINITY),
    'The recording ends after it begins.',
  )
  .refine(({ people }) => isEachOnce(people.map(({ userId }) => userId)), 'Name each person once.')
  .transform(
    ({ trimFromSeconds, trimToSeconds, cuts, hiddenMessages, people }): EditList => ({
      trimFromMs: trimFromSeconds || null,
      trimToMs: trimToSeconds ?? null,
      cuts: apart(cuts),
      hiddenMessages: [...new Set(hiddenMessages)].sort(),
      people: people.sort((a, b) => (a.userId < b.userId ? -1 : 1)),
    }),
  )

const isEachOnce = (ids: string[]) => new Set(ids).size === ids.length

function apart(cuts: [number, number][]): [number, number][] {
  const joined: [number, number][] = []
  for (const [from, to] of cuts.sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  return joined
}

/** The edit list of a row. */
export const editsOf = ({ edits }: { edits: unknown }): EditList => ({ ...NO_EDITS, ...(edits as Partial<EditList>) })

const canonical = (list: EditList) => JSON.stringify(Object.entries(list).sort(([a], [b]) => (a < b ? -1 : 1)))

export const isSame = (a: EditList, b: EditList) => canonical(a) === canonical(b)

/** Whether two lists take out, or rename, the same. */
export const redactsSame = (a: EditList, b: EditList) =>
  isSame(
    { ...NO_EDITS, people: a.people, hiddenMessages: a.hiddenMessages },
    { ...NO_EDITS, people: b.people, hiddenMessages: b.hiddenMessages },
  )

/** Throws `BAD_REQUEST` where nothing of a class of that length would be left. */
export function requireSomeLeft({ trimFromMs, trimToMs, cuts }: EditList, durationMs: number): void {
  const outside: [number, number][] = [
    [0, trimFromMs ?? 0],
    [Math.min(trimToMs ?? durationMs, durationMs), durationMs],
  ]
  const gone = apart([...outside, ...cuts.map(([from, to]): [number, number] => [from, Math.min(to, durationMs)])])
  const left = durationMs - gone.reduce((sum, [from, to]) => sum + Math.max(0, to - from), 0)
  if (left <= 0) throw new LecternError('BAD_REQUEST', 'Nothing of the recording would be left.')
}

type Listed = Pick<RecordingEdits, 'trimFromSeconds' | 'trimToSeconds' | 'cuts' | 'hiddenMessages' | 'people'>

const seconds = (ms: number | null) => (ms === null ? null : ms / 1000)

/** An edit list as clients see it. */
export const listed = ({ trimFromMs, trimToMs, cuts, hiddenMessages, people }: EditList): Listed => ({
  trimFromSeconds: seconds(trimFromMs),
  trimToSeconds: seconds(trimToMs),
  cuts: cuts.map(([from, to]) => ({ fromSeconds: from / 1000, toSeconds: to / 1000 })),
  hiddenMessages,
  people,
})
