import type { PollKind } from '@lectern/protocol'

/** A poll while it is being written. */
export interface PollDraft {
  question: string
  kind: PollKind
  options: string[]
  anonymous: boolean
  results: 'live' | 'end'
}

export const MAX_OPTIONS = 12

export const EMPTY_POLL: PollDraft = {
  question: '',
  kind: 'single',
  options: ['', ''],
  anonymous: false,
  results: 'live',
}

export interface DraftProblems {
  question?: string
  options?: string
}

/** The draft as it is sent: trimmed, without empty options. */
export function readyPoll(draft: PollDraft): PollDraft {
  const options = draft.options.map((option) => option.trim()).filter((option) => option !== '')
  return { ...draft, question: draft.question.trim(), options: draft.kind === 'text' ? [] : options }
}

/** What keeps a draft from being opened; empty when nothing does. */
export function draftProblems(draft: PollDraft): DraftProblems {
  const ready = readyPoll(draft)
  const problems: DraftProblems = {}
  if (ready.question === '') problems.question = 'Write a question.'
  if (ready.kind === 'text') return problems
  if (ready.options.length < 2) problems.options = 'Give at least two options.'
  else if (new Set(ready.options).size < ready.options.length) problems.options = 'Two options are the same.'
  return problems
}
