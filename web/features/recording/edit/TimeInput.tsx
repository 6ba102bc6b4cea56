'use client'

import { useId, useState } from 'react'
import { cx } from '../../../ui/cx'
import { CONTROL_CLASS } from '../../../ui/FieldFrame'
import { clock } from '../../room/clock'
import { parseTime } from './parseTime'

/** A moment of the class, written as on a clock. What is no time is said, and not taken. */
export function TimeInput({
  label,
  showLabel = false,
  seconds,
  max,
  onChange,
}: {
  label: string
  showLabel?: boolean
  seconds: number
  /** The end of the class, seconds. */
  max: number
  onChange: (seconds: number) => void
}) {
  const id = useId()
  // What is being typed; what was not typed keeps its parts of a second.
  const [text, setText] = useState<string | null>(null)
  const time = text === null ? seconds : parseTime(text)
  const wrong = time === null ? 'Write a time as 12:30 or 1:02:03.' : null
  const finish = () => {
    if (time === null) return
    if (text !== null) onChange(Math.min(time, max))
    setText(null)
  }
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className={showLabel ? 'font-medium text-15' : 'sr-only'}>
        {label}
      </label>
      <input
        id={id}
        value={text ?? clock(seconds * 1000)}
        onChange={(event) => setText(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish()
        }}
        autoComplete="off"
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? `${id}-error` : undefined}
        className={cx(CONTROL_CLASS, 'h-11 w-24! tabular-nums')}
      />
      {wrong ? (
        <p id={`${id}-error`} className="text-13 text-danger-ink">
          {wrong}
        </p>
      ) : null}
    </div>
  )
}
