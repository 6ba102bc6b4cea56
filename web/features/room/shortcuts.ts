/** What a key does on the class page. */
export type Shortcut =
  | 'microphone'
  | 'camera'
  | 'screen'
  | 'hand'
  | 'chat'
  | 'people'
  | 'polls'
  | 'notes'
  | 'board'
  | 'layout'
  | 'chapter'
  | 'fullScreen'
  | 'help'

export interface ShortcutRow {
  /** As shown, and as `KeyboardEvent.key` gives it, in capitals. */
  key: string
  does: string
  /** The board has a tool on this key, which wins while the board has the focus and one may draw. */
  boardHasIt: boolean
}

export const SHORTCUTS: Record<Shortcut, ShortcutRow> = {
  microphone: { key: 'M', does: 'Turn the microphone on or off', boardHasIt: false },
  camera: { key: 'V', does: 'Turn the camera on or off', boardHasIt: true },
  screen: { key: 'S', does: 'Share the screen, or stop', boardHasIt: true },
  hand: { key: 'H', does: 'Raise or lower the hand', boardHasIt: true },
  chat: { key: 'C', does: 'Open or close the chat', boardHasIt: false },
  people: { key: 'P', does: 'Open or close the list of people', boardHasIt: false },
  polls: { key: 'O', does: 'Open or close the polls', boardHasIt: true },
  notes: { key: 'N', does: 'Open or close the notes', boardHasIt: true },
  board: { key: 'B', does: 'Go to the board', boardHasIt: true },
  layout: { key: 'L', does: 'Change the layout: board, speaker, grid', boardHasIt: true },
  chapter: { key: 'K', does: 'Add a chapter to the recording (for staff)', boardHasIt: true },
  fullScreen: { key: 'F', does: 'Fill the screen, or leave it', boardHasIt: true },
  help: { key: '?', does: 'Show this list', boardHasIt: false },
}

export interface KeyPress {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  repeat: boolean
  defaultPrevented: boolean
}

/** Where the focus is: in something one types into, on the board while one may draw there, or anywhere else. */
export type FocusPlace = 'text' | 'board' | 'page'

/** The shortcut that a key press stands for, if any. */
export function shortcutOf(press: KeyPress, focus: FocusPlace): Shortcut | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || press.repeat || press.defaultPrevented) return undefined
  if (focus === 'text') return undefined
  const key = press.key.toUpperCase()
  const found = (Object.keys(SHORTCUTS) as Shortcut[]).find((shortcut) => SHORTCUTS[shortcut].key === key)
  if (found === undefined) return undefined
  return focus === 'board' && SHORTCUTS[found].boardHasIt ? undefined : found
}
