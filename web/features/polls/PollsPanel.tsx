'use client'

import { COMMANDS } from '@lectern/protocol'
import { uuidv4 } from 'lib0/random'
import { ChartBarBig, CircleStop, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useClassroom } from '../classroom/ClassroomProvider.tsx'
import { type Poll, useMyVote, usePolls } from '../classroom/useClassroom.ts'
import { useRoom } from '../room/RoomContext.ts'
import { useDestructive } from '../roster/PersonMenu.tsx'
import { PollComposer } from './PollComposer.tsx'
import { PollResults } from './PollResults.tsx'
import { PollVote } from './PollVote.tsx'
import type { PollDraft } from './pollDraft.ts'
import { useVote } from './useVote.ts'

const ICON = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const

/** All polls of the class: to write, to vote, to see results. */
export function PollsPanel() {
  const { may, run } = useRoom()
  const { isReplay } = useClassroom()
  const polls = usePolls()
  const [composing, setComposing] = useState(false)
  const mayManage = may('poll:manage')
  const open = async (draft: PollDraft) => {
    const done = await run(COMMANDS.openPoll, { id: uuidv4(), ...draft })
    if (done) setComposing(false)
    return done !== null
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
      {mayManage && composing ? <PollComposer onOpen={open} onCancel={() => setComposing(false)} /> : null}
      {mayManage && !composing ? (
        <Button variant="primary" icon={<Plus {...ICON} />} onClick={() => setComposing(true)} className="self-start">
          New poll
        </Button>
      ) : null}
      {polls.length === 0 && !composing ? (
        <EmptyState icon={<ChartBarBig {...ICON} size={28} />} title="No polls yet">
          {emptyWords(mayManage, isReplay)}
        </EmptyState>
      ) : null}
      {polls.map((poll) => (
        <PollCard key={poll.id} poll={poll} />
      ))}
    </div>
  )
}

function emptyWords(mayManage: boolean, isReplay: boolean): string {
  if (isReplay) return 'Nothing has been asked by this moment.'
  return mayManage
    ? 'Ask the class something; answers show up here.'
    : 'When the instructor asks something, it shows up here.'
}

function PollCard({ poll }: { poll: Poll }) {
  const { may, run, nameOf } = useRoom()
  const vote = useVote()
  const mine = useMyVote(poll.id)
  const { ask, dialog } = useDestructive()
  const [changing, setChanging] = useState(false)
  const { id } = poll
  const own = mine ? { options: [...mine.options], text: mine.text ?? undefined } : null
  const isOpen = poll.state === 'open'
  const voting = isOpen && may('poll:vote') && !may('poll:manage') && (own === null || changing)
  return (
    <article
      aria-label={`Poll: ${poll.question}`}
      className="flex flex-col gap-3 rounded-box border border-hairline bg-raised p-4"
    >
      <div className="flex items-start justify-between gap-3">
        <h3 className="whitespace-pre-wrap break-words font-semibold text-17">{poll.question}</h3>
        <Badge tone={isOpen ? 'accent' : 'neutral'}>{isOpen ? 'Open' : 'Closed'}</Badge>
      </div>
      {voting ? (
        <PollVote
          poll={poll}
          own={own}
          onVote={async (given) => {
            const done = await vote(id, given)
            if (done) setChanging(false)
            return done
          }}
          onCancel={changing ? () => setChanging(false) : undefined}
        />
      ) : (
        <PollResults poll={poll} own={own?.options ?? []} nameOf={nameOf} />
      )}
      {isOpen && own !== null && !changing ? (
        <div className="flex items-center justify-between gap-2">
          <p className="text-13 text-muted">Your vote is in.</p>
          <Button size="small" variant="quiet" onClick={() => setChanging(true)}>
            Change my vote
          </Button>
        </div>
      ) : null}
      {may('poll:manage') ? (
        <div className="flex flex-wrap justify-end gap-2 border-hairline border-t pt-3">
          <Button
            size="small"
            variant="quiet"
            icon={<Trash2 {...ICON} size={16} />}
            onClick={() =>
              ask({
                title: 'Delete this poll?',
                description: 'The question and all votes disappear for everybody.',
                confirmLabel: 'Delete poll',
                run: () => void run(COMMANDS.deletePoll, { id }),
              })
            }
          >
            Delete
          </Button>
          {isOpen ? (
            <Button
              size="small"
              icon={<CircleStop {...ICON} size={16} />}
              onClick={() => void run(COMMANDS.closePoll, { id })}
            >
              Close poll
            </Button>
          ) : null}
        </div>
      ) : null}
      {dialog}
    </article>
  )
}
