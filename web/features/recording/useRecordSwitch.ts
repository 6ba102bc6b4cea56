'use client'

import { COMMANDS } from '@lectern/protocol'
import { useRef, useState } from 'react'
import { useRoom } from '../room/RoomContext.ts'

/** The instructor's switch of the recording. */
export interface RecordSwitch {
  on: boolean
  busy: boolean
  /** Asks first, when it is switched off for the first time. */
  set: (on: boolean) => void
  asking: boolean
  setAsking: (asking: boolean) => void
  /** Switches off without asking. */
  stop: () => void
}

/** Null for whoever may not record. */
export function useRecordSwitch(): RecordSwitch | null {
  const { stage, may, run } = useRoom()
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState(false)
  const asked = useRef(false)
  if (!may('recording:manage')) return null
  const send = async (on: boolean) => {
    setBusy(true)
    await run(COMMANDS.setRecording, { on })
    setBusy(false)
  }
  return {
    on: stage.recording?.on ?? false,
    busy,
    set: (on) => {
      if (on || asked.current) void send(on)
      else setAsking(true)
    },
    asking,
    setAsking,
    stop: () => {
      asked.current = true
      void send(false)
    },
  }
}
