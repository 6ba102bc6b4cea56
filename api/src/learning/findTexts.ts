import type { Database, RecordingText } from '@lectern/prisma'

/** Candidates that one search looks at, at most. */
const CANDIDATES = 600

export type FoundRow = Pick<
  RecordingText,
  'recordingId' | 'kind' | 'key' | 'text' | 'author' | 'authorId' | 'atMs' | 'words' | 'moments'
>

// Words are letters and digits, so that none of the signs that a tsquery gives a meaning is in them.
const queryOf = (words: readonly string[], end: '' | ':*') => words.map((word) => `'${word}'${end}`).join(' & ')

/**
 * Texts of recordings that have a word for each prefix; those that have the very words come first. Of a timeline and of captions only
 * what was read from the revision that is shown.
 */
export function findTexts(db: Database, recordingIds: string[], prefixes: string[]): Promise<FoundRow[]> {
  const begins = queryOf(prefixes, ':*')
  const equals = queryOf(prefixes, '')
  return db.$queryRaw<FoundRow[]>`
    SELECT t.recording_id AS "recordingId", t.kind, t.key, t.text, t.author, t.author_id AS "authorId", t.at_ms AS "atMs",
      t.words, t.moments
    FROM recording_texts t
    JOIN recordings r ON r.id = t.recording_id
    LEFT JOIN recording_searches s ON s.recording_id = t.recording_id
    WHERE t.recording_id = ANY(${recordingIds}::uuid[]) AND array_to_tsvector(t.words) @@ ${begins}::tsquery
      AND (t.kind = 'QUESTION' OR s.revision = r.shown_revision) AND r.deleted_at IS NULL
    ORDER BY array_to_tsvector(t.words) @@ ${equals}::tsquery DESC, t.recording_id DESC, t.at_ms
    LIMIT ${CANDIDATES}`
}
