import type { StagePoll } from '@lectern/protocol'

/** A person's latest vote. `text` only in polls of kind `text`. */
export interface Vote {
  options: readonly number[]
  text: string | null
}

type PollResults = Pick<StagePoll, 'votes' | 'counts' | 'answers' | 'choices'>

/** What the stage tells of the votes now. `votes`: voter → vote, where the voter of an anonymous poll is a hash. */
export function pollResults(poll: Readonly<StagePoll>, votes: ReadonlyMap<string, Vote>): PollResults {
  const none = { votes: votes.size, counts: null, answers: null, choices: null }
  if (poll.state === 'open' && poll.results === 'end') return none
  if (poll.kind === 'text') return { ...none, answers: answers(poll, votes) }
  return { ...none, counts: counts(poll, votes), choices: poll.anonymous ? null : choices(votes) }
}

function counts(poll: Readonly<StagePoll>, votes: ReadonlyMap<string, Vote>): number[] {
  const result = new Array<number>(poll.options.length).fill(0)
  for (const vote of votes.values()) {
    for (const option of vote.options) result[option] = (result[option] ?? 0) + 1
  }
  return result
}

function choices(votes: ReadonlyMap<string, Vote>): Record<string, number[]> {
  return Object.fromEntries([...votes].map(([voter, vote]) => [voter, [...vote.options]]))
}

function answers(poll: Readonly<StagePoll>, votes: ReadonlyMap<string, Vote>): { text: string; by: string | null }[] {
  if (!poll.anonymous) return [...votes].map(([by, vote]) => ({ text: vote.text ?? '', by }))
  const texts = [...votes.values()].map((vote) => vote.text ?? '')
  // Sorted, since the order of voting would tell who wrote what to somebody who saw people type.
  return texts.sort().map((text) => ({ text, by: null }))
}
