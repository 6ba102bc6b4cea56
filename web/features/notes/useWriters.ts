'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import type { SharedDocument } from '../classroom/SharedClass.ts'
import { useLive } from '../classroom/useClassroom.ts'
import { writerWords } from './writerWords.ts'

/** Awareness of somebody with the caret in the notes; `user` is the engine's word. */
const Writer = z.object({ user: z.object({ id: z.string(), name: z.string() }), notes: z.object({}) })

/** Who else has the caret in the notes, in words; and tells others that I have. */
export function useWriters(document: SharedDocument, writing: boolean): string {
  const { generation } = useLive(document.state)
  const [names, setNames] = useState<string[]>([])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another generation has another awareness
  useEffect(() => {
    const { awareness } = document
    const read = () => {
      const others = [...awareness.getStates()].filter(([clientId]) => clientId !== awareness.clientID)
      const writers = others.flatMap(([, state]) => Writer.safeParse(state).data?.user ?? [])
      setNames([...new Map(writers.map(({ id, name }) => [id, name])).values()])
    }
    read()
    awareness.on('change', read)
    return () => awareness.off('change', read)
  }, [document, generation])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another generation has another awareness
  useEffect(() => {
    const { awareness } = document
    awareness.setLocalState(writing ? { notes: {} } : null)
    return () => awareness.setLocalState(null)
  }, [document, generation, writing])

  return writerWords(names)
}
