import type { Recording } from '@lectern/prisma'
import type { Mark, TimelineIndex } from '@lectern/recording/timeline'

interface Chapter {
  atMs: number
  title: string
}

/** The index of a timeline with the title and the chapters that a teacher gave the recording. */
export function indexAsShown(
  index: TimelineIndex,
  recording: Pick<Recording, 'title' | 'chapters'> | null,
): TimelineIndex {
  const title = recording?.title ?? index.title
  const chapters = recording?.chapters as Chapter[] | null | undefined
  if (!chapters) return { ...index, title }
  const given = chapters.map(({ atMs, title }): Mark => ({ atMs, kind: 'chapter', title }))
  const marks = [...index.marks.filter(({ kind }) => kind !== 'chapter'), ...given]
  return { ...index, title, marks: marks.sort((a, b) => a.atMs - b.atMs) }
}
