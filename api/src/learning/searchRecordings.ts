import type { Recording, User } from '@lectern/prisma'
import { LecternError } from '@lectern/protocol'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { teaches, visibleCourse } from '../courses/access.ts'
import type { RecordingHit } from '../generated/resolvers.ts'
import { watchedRecording } from '../recordings/access.ts'
import { parseInput } from '../support/parseInput.ts'
import { type FoundRow, findTexts } from './findTexts.ts'
import type { Hit } from './Hit.ts'
import { momentOf } from './momentOf.ts'
import { chaptersOf } from './outline.ts'
import { Redaction } from './Redaction.ts'
import { rankHits } from './rankHits.ts'
import { prefixesOf, wordsOf } from './words.ts'

/** Of a course the latest are searched. */
const MAX_RECORDINGS = 200

const Search = z.object({
  courseSlug: z.string().max(200).nullish(),
  recordingId: z.string().nullish(),
  text: z.string().max(200, 'Search for at most 200 characters.'),
  key: z.string().max(100).nullish(),
})

interface Searched {
  /** With the class's title where the recording has none. */
  recordings: (Recording & { title: string })[]
  /** Whether the viewer is of the course: only they read questions. */
  isMember: boolean
}

/** Finds texts in one recording or in a course's, as far as the viewer may watch them. */
export async function searchRecordings(ctx: Context, args: unknown): Promise<RecordingHit[]> {
  const { text, ...where } = parseInput(Search, args)
  ctx.learningLimits.searches.take(ctx.viewer?.id ?? ctx.address)
  const searched = await searchedOf(ctx, where)
  const prefixes = prefixesOf(text)
  if (prefixes.length === 0 || searched.recordings.length === 0) return []
  const byId = new Map(searched.recordings.map((recording) => [recording.id, recording]))
  const rows = await findTexts(ctx.db, [...byId.keys()], prefixes)
  const authors = await authorsOf(ctx, rows)
  const redactions = await redactionsOf(ctx, searched.recordings, rows)
  const found = rows.flatMap((row) => hitOf(row, { prefixes, authors, ...searched, redactions }))
  const chapters = await chapterHits(ctx, searched.recordings, prefixes)
  return rankHits([...found, ...chapters], { text, prefixes }).map(({ key: _key, atMs, ...hit }) => ({
    ...hit,
    sessionTitle: byId.get(hit.recordingId)!.title,
    atSeconds: atMs / 1000,
  }))
}

async function searchedOf(ctx: Context, where: Omit<z.infer<typeof Search>, 'text'>): Promise<Searched> {
  const { courseSlug, recordingId, key } = where
  if (typeof recordingId === 'string') return oneRecording(ctx, recordingId, key)
  if (courseSlug) return recordingsOfCourse(ctx, courseSlug)
  throw new LecternError('BAD_REQUEST', 'Say which course or which recording to search.')
}

async function oneRecording(ctx: Context, id: string, key: string | null | undefined): Promise<Searched> {
  const { recording, session, course, mayEdit } = await watchedRecording(ctx, id, { key: key ?? null })
  const isMember = mayEdit || (await isEnrolled(ctx, course.id))
  return { recordings: [{ ...recording, title: recording.title ?? session.title }], isMember }
}

async function recordingsOfCourse(ctx: Context, slug: string): Promise<Searched> {
  const course = await visibleCourse(ctx, slug)
  const mayEdit = teaches(ctx.viewer, course)
  const isMember = mayEdit || (await isEnrolled(ctx, course.id))
  const open = { published: true, redacting: false }
  const seen = mayEdit ? {} : isMember ? open : { ...open, visibility: 'PUBLIC' as const }
  const rows = await ctx.db.recording.findMany({
    where: { session: { courseId: course.id }, deletedAt: null, ...seen },
    include: { session: true },
    orderBy: { id: 'desc' },
    take: MAX_RECORDINGS,
  })
  return { recordings: rows.map(({ session, ...row }) => ({ ...row, title: row.title ?? session.title })), isMember }
}

const isEnrolled = async ({ viewer, loaders }: Context, courseId: string) =>
  viewer !== null && (await loaders.viewerIsEnrolled.load(courseId))

async function authorsOf({ db }: Context, rows: FoundRow[]): Promise<Map<string, User>> {
  const ids = [...new Set(rows.flatMap(({ authorId }) => authorId ?? []))]
  const users = ids.length === 0 ? [] : await db.user.findMany({ where: { id: { in: ids } } })
  return new Map(users.map((user) => [user.id, user]))
}

async function redactionsOf(ctx: Context, recordings: Recording[], rows: FoundRow[]): Promise<Map<string, Redaction>> {
  const found = new Set(rows.map(({ recordingId }) => recordingId))
  const entries = recordings
    .filter(({ id }) => found.has(id))
    .map(async (recording) => [recording.id, await Redaction.of(ctx, recording)] as const)
  return new Map(await Promise.all(entries))
}

interface Reading {
  prefixes: string[]
  authors: ReadonlyMap<string, User>
  isMember: boolean
  redactions: ReadonlyMap<string, Redaction>
}

/** None where the recording's edits took it out, or it is not for the viewer. */
function hitOf(row: FoundRow, { prefixes, authors, isMember, redactions }: Reading): Hit[] {
  const { recordingId, kind, key, authorId } = row
  const redaction = redactions.get(recordingId)!
  const atMs = momentOf(row, prefixes)
  const text = redaction.text(row.text)
  if (!redaction.shows(atMs) || (text !== row.text && !hasAll(text, prefixes))) return []
  if (kind !== 'QUESTION') return [{ recordingId, kind, key, text, author: row.author, atMs }]
  const author = authorId === null ? undefined : authors.get(authorId)
  if (!isMember || !author || redaction.isRemoved(author.id)) return []
  return [{ recordingId, kind, key, text, author: redaction.nameOf(author), atMs }]
}

async function chapterHits({ loaders }: Context, recordings: Recording[], prefixes: string[]): Promise<Hit[]> {
  const searches = await loaders.recordingSearch.loadMany(recordings.map(({ id }) => id))
  return recordings.flatMap((recording, i) => {
    const search = searches[i]
    const chapters = chaptersOf(recording, search instanceof Error ? null : (search ?? null))
    return chapters
      .filter(({ title }) => hasAll(title, prefixes))
      .map(
        ({ id, atSeconds, title }): Hit => ({
          recordingId: recording.id,
          kind: 'CHAPTER',
          key: `chapter:${id}`,
          text: title,
          author: null,
          atMs: atSeconds * 1000,
        }),
      )
  })
}

const hasAll = (title: string, prefixes: string[]): boolean => {
  const words = wordsOf(title)
  return prefixes.every((prefix) => words.some((word) => word.startsWith(prefix)))
}
