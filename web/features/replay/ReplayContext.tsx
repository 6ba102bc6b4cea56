'use client'

import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Replay, ReplayClock } from './Replay.ts'
import type { ReplayMedia } from './ReplayMedia.ts'

/** The recording that is watched here, for all parts of its page and for panels of others. */
export interface Watching {
  /** Of the recording, which is that of its class. */
  id: string
  /** Key of the link that one came by. */
  linkKey: string | undefined
  replay: Replay
  media: ReplayMedia
}

export const ReplayContext = createContext<Watching | null>(null)

export function useWatching(): Watching {
  const watching = useContext(ReplayContext)
  if (!watching) throw new Error('useWatching is for parts of the replay only')
  return watching
}

/** A part of the clock that is no object: renders anew only when it changes. */
export function useClock<Value extends number | boolean>(select: (clock: ReplayClock) => Value): Value {
  const { clock } = useWatching().replay
  const read = () => select(clock.getSnapshot())
  return useSyncExternalStore(clock.subscribe, read, read)
}

/** Class time in whole seconds: where it stands now. */
export const useSecond = (): number => useClock(({ t }) => Math.floor(t / 1000))
