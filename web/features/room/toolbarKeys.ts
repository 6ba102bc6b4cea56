import type { KeyboardEvent } from 'react'

/** Arrow keys, Home and End go along the buttons of a toolbar; rows of tabs inside have their own. */
export function toolbarKeys(event: KeyboardEvent<HTMLElement>): void {
  const target = event.target as HTMLElement
  if (event.defaultPrevented || target.getAttribute('role') === 'tab') return
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not([role=tab])')]
  const at = buttons.indexOf(target)
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
  if (to === undefined || at < 0) return
  event.preventDefault()
  buttons[(to + buttons.length) % buttons.length]?.focus()
}
