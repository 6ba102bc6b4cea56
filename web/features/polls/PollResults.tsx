import type { StagePoll } from '@lectern/protocol'
import { countOf } from '../room/countOf.ts'
import { pollShares } from './pollShares.ts'

/** Results as bars and as numbers; before they are shown, how many have voted. */
export function PollResults({
  poll,
  own,
  nameOf,
}: {
  poll: StagePoll
  /** Options that one chose oneself. */
  own: readonly number[]
  nameOf: (userId: string) => string
}) {
  const shares = pollShares(poll)
  const voted = countOf(poll.votes, 'vote', 'votes')
  if (poll.kind === 'text') return <Answers poll={poll} voted={voted} nameOf={nameOf} />
  if (shares === null) return <p className="text-15 text-muted">{voted}. Results appear when the poll is closed.</p>
  return (
    <div className="flex flex-col gap-2.5">
      <ul className="flex flex-col gap-2.5">
        {shares.map(({ option, count, percent }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place in the poll
          <li key={index} className="flex flex-col gap-1">
            <div className="flex items-baseline justify-between gap-3 text-15">
              <span className="min-w-0 break-words">
                {option}
                {own.includes(index) ? <span className="text-13 text-muted"> (your answer)</span> : null}
              </span>
              <span className="shrink-0 text-13 text-muted tabular-nums">
                {countOf(count, 'vote', 'votes')} · {percent}%
              </span>
            </div>
            <div aria-hidden className="h-2 overflow-hidden rounded-full bg-sunken">
              <div className="h-full rounded-full bg-accent transition-[width]" style={{ width: `${percent}%` }} />
            </div>
            <Voters poll={poll} option={index} nameOf={nameOf} />
          </li>
        ))}
      </ul>
      <p className="text-13 text-muted">
        {voted}
        {poll.anonymous ? ', anonymous' : ''}
      </p>
    </div>
  )
}

function Voters({ poll, option, nameOf }: { poll: StagePoll; option: number; nameOf: (userId: string) => string }) {
  const names = Object.entries(poll.choices ?? {}).flatMap(([userId, options]) =>
    options.includes(option) ? [nameOf(userId)] : [],
  )
  return names.length === 0 ? null : <p className="text-13 text-muted">{names.join(', ')}</p>
}

function Answers({ poll, voted, nameOf }: { poll: StagePoll; voted: string; nameOf: (userId: string) => string }) {
  if (poll.answers === null)
    return <p className="text-15 text-muted">{voted}. Answers appear when the poll is closed.</p>
  return (
    <div className="flex flex-col gap-2">
      <ul className="flex flex-col gap-2">
        {poll.answers.map((answer, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: answers have no identity but their place
          <li key={index} className="rounded-box bg-sunken px-3 py-2 text-15">
            <span className="whitespace-pre-wrap break-words">{answer.text}</span>
            {answer.by ? <span className="block text-13 text-muted">{nameOf(answer.by)}</span> : null}
          </li>
        ))}
      </ul>
      <p className="text-13 text-muted">
        {voted}
        {poll.anonymous ? ', anonymous' : ''}
      </p>
    </div>
  )
}
