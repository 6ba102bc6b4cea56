'use client'

import { useEffect, useRef } from 'react'
import { focusPlace } from './focusPlace.ts'
import { type Shortcut, shortcutOf } from './shortcuts.ts'

/** Runs the shortcuts of the class page while it is shown. */
export function useShortcuts(actions: Record<Shortcut, () => void>, mayDraw: boolean): void {
  const latest = useRef({ actions, mayDraw })
  useEffect(() => {
    latest.current = { actions, mayDraw }
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event, focusPlace(document.activeElement, latest.current.mayDraw))
      if (!shortcut) return
      event.preventDefault()
      latest.current.actions[shortcut]()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
