'use client'

import { COMMANDS } from '@lectern/protocol'
import { Pause, Play, Square } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { useRoom } from '../room/RoomContext.ts'
import { parseDuration } from './parseDuration.ts'
import { TimerFace } from './TimerFace.tsx'

const ICON = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const

/** Sets the class's timer; staff only. */
export function TimerDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { stage, run } = useRoom()
  const { timer } = stage
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Timer" description="Everybody sees it." size="small">
      {timer ? (
        <div className="flex flex-wrap items-center gap-3">
          <TimerFace />
          {timer.endsAt === null ? (
            <Button icon={<Play {...ICON} />} onClick={() => void run(COMMANDS.setTimer, { do: 'resume' })}>
              Go on
            </Button>
          ) : (
            <Button icon={<Pause {...ICON} />} onClick={() => void run(COMMANDS.setTimer, { do: 'pause' })}>
              Pause
            </Button>
          )}
          <Button icon={<Square {...ICON} />} onClick={() => void run(COMMANDS.setTimer, { do: 'stop' })}>
            Stop
          </Button>
        </div>
      ) : (
        <NewTimer onStart={(durationMs) => void run(COMMANDS.setTimer, { do: 'start', durationMs })} />
      )}
    </Dialog>
  )
}

function NewTimer({ onStart }: { onStart: (durationMs: number) => void }) {
  const [text, setText] = useState('5:00')
  const [error, setError] = useState<string>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const durationMs = parseDuration(text)
    if (durationMs === null) setError('Write minutes, or minutes and seconds as in 2:30.')
    else onStart(durationMs)
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label="How long"
        value={text}
        error={error}
        hint={error ? undefined : 'Minutes, or minutes and seconds as in 2:30.'}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        {[1, 3, 5, 10, 15].map((minutes) => (
          <Button key={minutes} size="small" onClick={() => onStart(minutes * 60_000)}>
            {minutes} min
          </Button>
        ))}
      </div>
      <Button type="submit" variant="primary" className="self-end">
        Start timer
      </Button>
    </form>
  )
}
