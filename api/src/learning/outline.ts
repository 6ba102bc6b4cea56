import type { Recording, RecordingSearch } from '@lectern/prisma'
import { z } from 'zod'
import type { Chapter } from './automaticChapters.ts'
import { Redaction } from './Redaction.ts'
import type { Span } from './slices.ts'

const Chapters = z.array(z.object({ id: z.string(), atSeconds: z.number(), title: z.string() }))
const MadeChapters = z.array(z.object({ id: z.string(), atMs: z.number(), title: z.string() }))
const Spans = z.array(z.tuple([z.number(), z.number()]))

type Read = RecordingSearch | null

// What was read of another revision may hold what this one has not.
const isCurrent = ({ shownRevision }: Recording, search: Read): search is RecordingSearch =>
  search?.revision === shownRevision

/** Chapters as a teacher set them, else as they were found in the class; none before it has been read. */
export function chaptersOf(recording: Recording, search: Read): Chapter[] {
  const made = recording.chapters === null ? null : MadeChapters.parse(recording.chapters)
  const found = isCurrent(recording, search) ? Chapters.parse(search.chapters) : []
  const chapters = made?.map(({ id, atMs, title }) => ({ id, atSeconds: atMs / 1000, title })) ?? found
  const redaction = new Redaction(recording)
  return chapters.filter(({ atSeconds }) => redaction.shows(atSeconds * 1000))
}

/** What of the class can be watched. Before the recording has been read: all of it. */
export function shownSpans(recording: Recording, search: Read): Span[] {
  const whole: Span[] = [[0, recording.durationMs ?? 0]]
  return new Redaction(recording).shown(search ? Spans.parse(search.recorded) : whole)
}
