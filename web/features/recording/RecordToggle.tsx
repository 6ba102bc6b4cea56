'use client'

import { Circle, CircleStop } from 'lucide-react'
import { Toggle } from '../../ui/Toggle.tsx'
import type { RecordSwitch } from './useRecordSwitch.ts'

const ICON = { 'aria-hidden': true, size: 20, strokeWidth: 1.75 } as const

/** Switches the recording of the class on and off. `row`: in a list, with the label beside the icon. */
export function RecordToggle({ record, row = false }: { record: RecordSwitch; row?: boolean }) {
  return (
    <Toggle
      stacked={!row}
      label="Record"
      tone="danger"
      tip={record.on ? 'Stop recording' : 'Record this class'}
      icon={<Circle {...ICON} />}
      pressedIcon={<CircleStop {...ICON} />}
      pressed={record.on}
      busy={record.busy}
      onPressedChange={record.set}
      className={row ? 'h-12! justify-start! gap-3! px-3! font-normal!' : 'min-w-14! px-1.5! xl:min-w-16!'}
    />
  )
}
