'use client'

import { X } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../../ui/IconButton.tsx'
import { useClassroom } from '../classroom/ClassroomProvider.tsx'
import { useLive, usePolls } from '../classroom/useClassroom.ts'
import { useRoom } from '../room/RoomContext.ts'
import { PollVote } from './PollVote.tsx'
import { useVote } from './useVote.ts'

/** A new poll comes to whoever has not voted, in a corner, without taking the focus from what they do. */
export function PollPopup() {
  const { me, may } = useRoom()
  const polls = usePolls()
  const votes = useLive(useClassroom().myVotes)
  const vote = useVote()
  const [put, setPut] = useState<ReadonlySet<string>>(new Set())
  const open = polls.find(
    ({ id, state, choices }) => state === 'open' && !votes.has(id) && !choices?.[me.userId] && !put.has(id),
  )
  const asked = may('poll:vote') && !may('poll:manage') ? open : undefined
  return (
    <>
      <p role="status" className="sr-only">
        {asked ? `New poll: ${asked.question}` : ''}
      </p>
      {asked ? (
        <section
          aria-label="New poll"
          className="flex max-h-[60vh] w-80 max-w-full animate-rise flex-col gap-3 overflow-y-auto rounded-tile border border-hairline bg-raised p-4 text-ink shadow-2"
        >
          <div className="flex items-start justify-between gap-2">
            <h2 className="whitespace-pre-wrap break-words font-semibold text-17">{asked.question}</h2>
            <IconButton
              label="Not now"
              icon={<X aria-hidden size={18} strokeWidth={1.75} />}
              onClick={() => setPut((before) => new Set(before).add(asked.id))}
              className="-mt-2 -mr-2"
            />
          </div>
          <PollVote key={asked.id} poll={asked} own={null} onVote={(given) => vote(asked.id, given)} />
          {asked.anonymous ? <p className="text-13 text-muted">Anonymous: nobody sees who chose what.</p> : null}
        </section>
      ) : null}
    </>
  )
}
