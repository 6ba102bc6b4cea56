'use client'

import { RATES } from './Replay.ts'
import { useClock, useWatching } from './ReplayContext.tsx'

const words = (rate: number) => `${rate}×`

/** How fast it plays; voices keep their pitch. */
export function SpeedSelect({ least = 0 }: { least?: number }) {
  const { replay } = useWatching()
  const rate = useClock((clock) => clock.rate)
  return (
    <select
      aria-label="Speed"
      title="Speed"
      value={rate}
      onChange={(event) => replay.setRate(Number(event.target.value))}
      className="h-10 cursor-pointer rounded-box border border-control bg-surface px-2 font-medium text-15 text-ink tabular-nums hover:bg-sunken"
    >
      {RATES.filter((each) => each >= least).map((each) => (
        <option key={each} value={each}>
          {words(each)}
        </option>
      ))}
    </select>
  )
}
