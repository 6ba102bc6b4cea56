'use client'

import { useState } from 'react'
import { useStored } from '../settings/useStored.ts'
import type { DoorRecording } from './DoorRecording.ts'
import { parseRefusal, REFUSAL_KEY } from './refusal.ts'

/** The wish not to be recorded, before class; this browser keeps it. */
export function useRefusal({ mayRefuse }: DoorRecording): {
  refuses: boolean
  refuse: (refuses: boolean) => void
  /** What the class is to be told. Undefined where nothing was asked for: a refusal from another device then stays. */
  answer: boolean | undefined
} {
  const [refuses, keep] = useStored(REFUSAL_KEY, parseRefusal)
  const [touched, setTouched] = useState(false)
  return {
    refuses,
    refuse: (next) => {
      setTouched(true)
      keep(next)
    },
    answer: mayRefuse && (refuses || touched) ? refuses : undefined,
  }
}
