'use client'

import type { ReactionKind } from '@lectern/protocol'
import { useEffect, useRef, useState } from 'react'
import { useReactions } from '../classroom/useClassroom.ts'
import { useRoom } from '../room/RoomContext.ts'
import { REACTIONS } from './reactionRows.ts'
import { reactionSummary } from './reactionSummary.ts'

const SPOKEN_EVERY_MS = 5000

/** Reactions of the moment at the edge of the stage, with names, and every few seconds a sentence for screen readers. */
export function FloatingReactions() {
  const reactions = useReactions()
  const { nameOf } = useRoom()
  const shown = [...reactions].sort(([, a], [, b]) => b.at - a.at).slice(0, 4)
  return (
    <>
      <ul aria-hidden className="pointer-events-none flex flex-col items-start gap-1.5">
        {shown.map(([userId, { kind, at }]) => {
          const { icon: Icon } = REACTIONS[kind]
          return (
            <li
              key={`${userId} ${at}`}
              className="flex max-w-56 animate-rise items-center gap-2 rounded-full border border-hairline bg-raised py-1 pr-3 pl-2 text-13 text-ink shadow-1"
            >
              <Icon size={18} strokeWidth={1.75} className="shrink-0 text-accent-ink" />
              <span className="truncate">{nameOf(userId)}</span>
            </li>
          )
        })}
      </ul>
      <SpokenReactions />
    </>
  )
}

function SpokenReactions() {
  const reactions = useReactions()
  const { nameOf } = useRoom()
  const waiting = useRef(new Map<string, { name: string; kind: ReactionKind; at: number }>())
  const told = useRef(new Map<string, number>())
  const [sentence, setSentence] = useState('')
  useEffect(() => {
    for (const [userId, { kind, at }] of reactions)
      if ((told.current.get(userId) ?? 0) < at) waiting.current.set(userId, { name: nameOf(userId), kind, at })
  }, [reactions, nameOf])
  useEffect(() => {
    const timer = setInterval(() => {
      if (waiting.current.size === 0) return
      for (const [userId, { at }] of waiting.current) told.current.set(userId, at)
      setSentence(reactionSummary([...waiting.current.values()]))
      waiting.current.clear()
    }, SPOKEN_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <p aria-live="polite" className="sr-only">
      {sentence}
    </p>
  )
}
