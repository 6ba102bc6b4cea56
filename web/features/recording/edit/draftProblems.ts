import type { Draft } from './draft.ts'

/** What must be put right before a draft can be saved, each in a sentence. `duration`: of the class, seconds. */
export function draftProblems(draft: Draft, duration: number): string[] {
  const { trimFrom, trimTo, cuts, chapters } = draft
  const from = trimFrom ?? 0
  const to = trimTo ?? duration
  return [
    ...(from >= to ? ['The recording must begin before it ends.'] : []),
    ...(cuts.some(({ fromSeconds, toSeconds }) => fromSeconds >= toSeconds)
      ? ['A cut must begin before it ends.']
      : []),
    ...(cuts.some(({ fromSeconds, toSeconds }) => fromSeconds <= from && toSeconds >= to)
      ? ['A cut leaves nothing of the recording.']
      : []),
    ...(chapters.some(({ title }) => title.trim() === '') ? ['Every chapter needs a title.'] : []),
  ]
}
