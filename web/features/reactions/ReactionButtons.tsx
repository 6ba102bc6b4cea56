'use client'

import { COMMANDS, type ReactionKind } from '@lectern/protocol'
import { useRoom } from '../room/RoomContext.ts'
import { REACTIONS } from './reactionRows.ts'

/** One button per reaction. */
export function ReactionButtons({ onDone }: { onDone?: () => void }) {
  const { run, may } = useRoom()
  if (!may('reaction:send')) return <p className="text-15 text-muted">The instructor has switched reactions off.</p>
  return (
    <div className="grid grid-cols-3 gap-1">
      {(Object.keys(REACTIONS) as ReactionKind[]).map((kind) => {
        const { icon: Icon, label } = REACTIONS[kind]
        return (
          <button
            key={kind}
            type="button"
            onClick={() => {
              void run(COMMANDS.react, { kind })
              onDone?.()
            }}
            className="flex h-16 min-w-20 flex-col items-center justify-center gap-1 rounded-box text-13 text-ink hover:bg-sunken"
          >
            <Icon aria-hidden size={24} strokeWidth={1.75} />
            {label}
          </button>
        )
      })}
    </div>
  )
}
