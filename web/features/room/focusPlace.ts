import type { FocusPlace } from './shortcuts.ts'

const TYPING =
  'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="menu"], [role="listbox"], [role="dialog"], [role="alertdialog"]'

/** Where the focus is, for the shortcuts. `mayDraw`: whether the board takes keys for its tools. */
export function focusPlace(element: Element | null, mayDraw: boolean): FocusPlace {
  if (!element) return 'page'
  if (element.closest(TYPING)) return 'text'
  return mayDraw && element.closest('[data-board]') ? 'board' : 'page'
}
