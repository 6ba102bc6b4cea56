'use client'

import { useMemo } from 'react'
import { useQuestions } from '../learning/useQuestions.ts'
import { type BarMark, barMarks, type Chapter } from './barParts.ts'
import { useWatching } from './ReplayContext.tsx'
import { playableSpans } from './spans.ts'
import { useIndex } from './useIndex.ts'

export interface Marks {
  chapters: readonly Chapter[]
  /** Ticks on the time bar. */
  onBar: readonly BarMark[]
  /** All that happened, for the list. */
  all: readonly BarMark[]
}

/** What there is to find: chapters of the school where it has any, else those of the class; what happened; questions. */
export function useMarks(named: readonly { atSeconds: number; title: string }[]): Marks {
  const { id, linkKey } = useWatching()
  const index = useIndex()
  const { data } = useQuestions(useMemo(() => ({ id, linkKey: linkKey ?? null }), [id, linkKey]))
  const questions = data?.questions
  return useMemo(() => {
    const chapters =
      named.length > 0
        ? named.map(({ atSeconds, title }) => ({ atMs: atSeconds * 1000, title }))
        : index.marks.filter(({ kind }) => kind === 'chapter')
    const happened: BarMark[] = [
      ...index.marks.filter(({ kind }) => kind !== 'chapter'),
      ...(questions ?? []).map(({ atSeconds, text }) => ({
        atMs: atSeconds * 1000,
        kind: 'question' as const,
        title: text,
      })),
    ]
    return { chapters, onBar: barMarks(playableSpans(index), happened), all: happened }
  }, [named, index, questions])
}
