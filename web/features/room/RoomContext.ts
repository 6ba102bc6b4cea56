'use client'

import type {
  Action,
  InputOf,
  ReplyOf,
  Request,
  StageClass,
  StageHand,
  StageMedia,
  StagePerson,
  Standing,
  WaitingPerson,
} from '@lectern/protocol'
import { createContext, useContext } from 'react'

/** What the class page knows of the class, for all its parts. Changes when the class changes, not many times a second. */
export interface Room {
  me: { userId: string; name: string; hue: number } & Standing
  stage: StageClass
  people: ReadonlyMap<string, StagePerson>
  hands: ReadonlyMap<string, StageHand>
  /** What is on air, by producer. */
  onAir: ReadonlyMap<string, StageMedia>
  /** Who waits to be let in; empty for students. */
  waiting: readonly WaitingPerson[]
  may: (action: Action) => boolean
  isStaff: boolean
  /** The name of anybody who was ever in this class. */
  nameOf: (userId: string) => string
  /** Sends a command; a refusal is shown to the person and answers null. */
  run: <R extends Request>(command: R, input: InputOf<R>) => Promise<{ value: ReplyOf<R> } | null>
  /** Opens the private conversation with a person. */
  writeTo: (userId: string) => void
}

export const RoomContext = createContext<Room | null>(null)

export function useRoom(): Room {
  const room = useContext(RoomContext)
  if (!room) throw new Error('useRoom is for parts of the class page only')
  return room
}
