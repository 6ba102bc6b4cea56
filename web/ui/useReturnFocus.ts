'use client'

import { useRef } from 'react'

/** For each open dialog, what had the focus before it. */
const openers = new WeakMap<Element, readonly HTMLElement[]>()

export type ReturnFocus = {
  onOpenAutoFocus: (event: Event) => void
  onCloseAutoFocus: (event: Event) => void
}

/**
 * Gives the focus back to whatever opened a dialog. Radix does so only for dialogs with a trigger of their own; ours are
 * also opened by keys, from menus that are gone by then, and from other dialogs.
 */
export function useReturnFocus(): ReturnFocus {
  const candidates = useRef<readonly HTMLElement[]>([])
  return {
    onOpenAutoFocus: (event) => {
      candidates.current = openersOf(document.activeElement)
      openers.set(event.target as Element, candidates.current)
    },
    onCloseAutoFocus: (event) => {
      const back = candidates.current.find((element) => element.isConnected)
      if (!back) return
      event.preventDefault()
      back.focus()
    },
  }
}

/** Where the focus may go back to, the best first. */
function openersOf(active: Element | null): HTMLElement[] {
  if (!(active instanceof HTMLElement) || active === document.body) return []
  const menu = active.closest('[role=menu]')
  const button = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : null
  const dialog = active.closest('[role=dialog], [role=alertdialog]')
  return [...(button ? [button] : [active]), ...((dialog && openers.get(dialog)) ?? [])]
}
