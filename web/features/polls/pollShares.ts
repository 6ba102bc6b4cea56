import type { StagePoll } from '@lectern/protocol'

export interface PollShare {
  option: string
  count: number
  /** Of those who voted, in whole percent; with several choices allowed they may sum to more than 100. */
  percent: number
}

/** Counts and shares per option; null while they are not shown. */
export function pollShares(poll: Pick<StagePoll, 'options' | 'counts' | 'votes'>): PollShare[] | null {
  const { counts, votes } = poll
  if (counts === null) return null
  return poll.options.map((option, index) => {
    const count = counts[index] ?? 0
    return { option, count, percent: votes > 0 ? Math.round((count / votes) * 100) : 0 }
  })
}
