'use client'

import { useSyncExternalStore } from 'react'
import type { LearningReplay } from './LearningReplay'

/** The second of the class that is shown. */
export function useSecond({ clock }: LearningReplay): number {
  const second = () => Math.floor(clock.getSnapshot().t / 1000)
  return useSyncExternalStore(clock.subscribe, second, second)
}
