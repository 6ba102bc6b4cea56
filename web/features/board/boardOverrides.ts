import type { TLUiOverrides } from '@tldraw/tldraw'

/** Actions that make no sense on a shared page of white paper, or would fight the browser's own keys. */
const WITHOUT = [
  'print',
  'insert-embed',
  'convert-to-embed',
  'convert-to-bookmark',
  'toggle-dark-mode',
  'toggle-focus-mode',
  'toggle-debug-mode',
  'move-to-new-page',
  'change-page-prev',
  'change-page-next',
  'export-all-as-svg',
  'export-all-as-png',
  'open-cursor-chat',
]

export const boardOverrides: TLUiOverrides = {
  actions: (_editor, actions) => Object.fromEntries(Object.entries(actions).filter(([id]) => !WITHOUT.includes(id))),
}
