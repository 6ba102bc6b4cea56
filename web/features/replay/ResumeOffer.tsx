'use client'

import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { clock } from '../room/clock.ts'
import { useWatching } from './ReplayContext.tsx'

/** Offers to go on where one left, until one does something else. */
export function ResumeOffer({ atMs }: { atMs: number }) {
  const { replay } = useWatching()
  const [open, setOpen] = useState(true)
  useEffect(() => replay.onSeek(() => setOpen(false)), [replay])
  if (!open) return null
  return (
    <div className="pointer-events-none absolute inset-x-4 bottom-4 z-30 flex">
      <div
        role="status"
        className="pointer-events-auto flex items-center gap-2 rounded-box border border-hairline bg-raised py-1.5 pr-1.5 pl-3 text-15 shadow-2"
      >
        You were here before.
        <Button
          size="small"
          variant="primary"
          onClick={() => {
            replay.seek(atMs)
            replay.play()
          }}
        >
          Resume at {clock(atMs)}
        </Button>
        <IconButton
          size="small"
          label="Begin where it is"
          icon={<X aria-hidden size={16} strokeWidth={1.75} />}
          onClick={() => setOpen(false)}
        />
      </div>
    </div>
  )
}
