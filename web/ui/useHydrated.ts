'use client'

import { useSyncExternalStore } from 'react'

/** False while the page shows what the server made and does not listen yet, true from then on. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )
}
