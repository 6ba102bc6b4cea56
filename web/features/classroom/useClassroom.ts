'use client'

import {
  type Action,
  REACTION_MS,
  type StageHand,
  type StagePoll,
  type StageReaction,
  type StageTimer,
  type WaitingPerson,
} from '@lectern/protocol'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { PagesState } from './BoardPages.ts'
import type { ChatState } from './ChatBook.ts'
import type { Me, TypingState } from './Classroom.ts'
import { useClassroom } from './ClassroomProvider.tsx'
import type { ClassConnection } from './connection.ts'
import type { PrivateThreads } from './PrivateBook.ts'
import type { StageSnapshot } from './StageReader.ts'
import type { ReadableState } from './State.ts'
import { sameRows } from './sameRows.ts'

/** A raised hand. `position` counts from 1: 1 is next. */
export interface RaisedHand extends StageHand {
  userId: string
  position: number
}

export interface Poll extends StagePoll {
  id: string
}

/** The running or paused timer. */
export interface TimerView extends StageTimer {
  running: boolean
  /** Ms left at this moment, never below 0. */
  nowLeftMs: number
}

/** Any of a classroom's states: `useLive(classroom.connection)`. */
export function useLive<Value>(state: ReadableState<Value>): Value {
  return useSyncExternalStore(state.subscribe, state.getSnapshot, state.getSnapshot)
}

/**
 * A part of the stage: `useStage((stage) => stage.class?.title)`. Renders anew only when the selected value changes; lists, maps and
 * plain objects that a selector makes are compared by their elements.
 */
export function useStage<Value>(select: (stage: StageSnapshot) => Value): Value {
  const { stage } = useClassroom()
  const last = useRef<{ value: Value } | null>(null)
  const read = () => {
    const value = select(stage.getSnapshot())
    if (!last.current || !sameRows(last.current.value, value)) last.current = { value }
    return last.current.value
  }
  return useSyncExternalStore(stage.subscribe, read, read)
}

/** Connection of the page, for the banner. */
export function useConnection(): ClassConnection {
  return useLive(useClassroom().connection)
}

/** Oneself: role, hue, grants, locks. Before the first join as the token says. */
export function useMe(): Me {
  return useLive(useClassroom().me)
}

/** Whether I hold a right now; changes at once with grants and locks. */
export function useMay(action: Action): boolean {
  const classroom = useClassroom()
  useLive(classroom.me)
  return classroom.may(action)
}

/** Raised hands in order. */
export function useHands(): readonly RaisedHand[] {
  const hands = useStage((stage) => stage.hands)
  return useMemo(
    () =>
      [...hands]
        .sort(([, a], [, b]) => a.order - b.order)
        .map(([userId, hand], index) => ({ userId, ...hand, position: index + 1 })),
    [hands],
  )
}

/** Polls, the newest first. */
export function usePolls(): readonly Poll[] {
  const polls = useStage((stage) => stage.polls)
  return useMemo(
    () => [...polls].map(([id, poll]) => ({ id, ...poll })).sort((a, b) => b.createdAt - a.createdAt),
    [polls],
  )
}

/** What I answered in a poll, as far as known: on this page, or in a poll that shows who chose what. */
export function useMyVote(pollId: string): { options: readonly number[]; text: string | null } | undefined {
  const classroom = useClassroom()
  const votes = useLive(classroom.myVotes)
  const { userId } = useMe()
  const shown = useStage((stage) => stage.polls.get(pollId)?.choices?.[userId])
  const here = votes.get(pollId)
  return useMemo(() => here ?? (shown && { options: shown, text: null }), [here, shown])
}

/** The class chat. Commands: `useClassroom().chat`. */
export function useChat(): ChatState {
  return useLive(useClassroom().chat.state)
}

/** Private messages by the other person's user id. Commands: `useClassroom().privateMessages`. */
export function usePrivateMessages(): PrivateThreads {
  return useLive(useClassroom().privateMessages.state)
}

/** Board pages. Commands: `useClassroom().pages`. */
export function usePages(): PagesState {
  return useLive(useClassroom().pages.state)
}

/** Who types now. To tell that I do: `useClassroom().typing.handleInput()`. */
export function useTyping(): TypingState {
  return useLive(useClassroom().whoTypes)
}

/** Who waits to be let in, longest first; empty for students. */
export function useWaiting(): readonly WaitingPerson[] {
  return useLive(useClassroom().waiting)
}

/** The timer, with what is left; renders four times a second while it runs. Null without one. */
export function useTimer(): TimerView | null {
  const classroom = useClassroom()
  const timer = useStage((stage) => stage.class?.timer ?? null)
  const running = timer?.endsAt != null
  useTick(running ? 250 : null)
  if (!timer) return null
  const left = timer.endsAt === null ? timer.leftMs : timer.endsAt - classroom.logNow()
  return { ...timer, running, nowLeftMs: Math.max(0, left) }
}

/** Log time, ms, again and again: for clocks that count from the start of the class. */
export function useLogTime(everyMs = 1000): number {
  const classroom = useClassroom()
  useTick(everyMs)
  return classroom.logNow()
}

/** Reactions that are to be seen now: user id → reaction. */
export function useReactions(): ReadonlyMap<string, StageReaction> {
  const classroom = useClassroom()
  const all = useStage((stage) => stage.reactions)
  const now = classroom.logNow()
  const shown = [...all].filter(([, { at }]) => at + REACTION_MS > now)
  useTick(shown.length > 0 ? 250 : null)
  const last = useRef<ReadonlyMap<string, StageReaction>>(new Map())
  const map = new Map(shown)
  if (!sameRows(last.current, map)) last.current = map
  return last.current
}

/** Renders anew at every beat; never with null. */
function useTick(everyMs: number | null): void {
  const [, setBeat] = useState(0)
  useEffect(() => {
    if (everyMs === null) return
    const timer = setInterval(() => setBeat((beat) => beat + 1), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
}
