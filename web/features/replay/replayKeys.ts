/** What a key does on the page of a replay. */
export type ReplayKey = 'play' | 'back' | 'on' | 'slower' | 'faster' | 'sound' | 'fullScreen' | 'copy' | 'help'

interface KeyRow {
  /** As `KeyboardEvent.key` gives it, in capitals. */
  keys: readonly string[]
  shown: string
  does: string
}

export const REPLAY_KEYS: Record<ReplayKey, KeyRow> = {
  play: { keys: [' ', 'K'], shown: 'Space, K', does: 'Play or pause' },
  back: { keys: ['J'], shown: 'J', does: 'Back 10 seconds' },
  on: { keys: ['L'], shown: 'L', does: 'On 10 seconds' },
  slower: { keys: ['<', ','], shown: '<', does: 'Slower' },
  faster: { keys: ['>', '.'], shown: '>', does: 'Faster' },
  sound: { keys: ['M'], shown: 'M', does: 'Sound on or off' },
  fullScreen: { keys: ['F'], shown: 'F', does: 'Fill the screen, or leave it' },
  copy: { keys: ['Y'], shown: 'Y', does: 'Copy a link to this moment' },
  help: { keys: ['?'], shown: '?', does: 'Show this list' },
}

interface Press {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  defaultPrevented: boolean
}

/** `text`: where one types or chooses. `control`: a button or a link, which takes the space bar itself. */
export type KeyPlace = 'text' | 'control' | 'page'

export function replayKeyOf(press: Press, place: KeyPlace): ReplayKey | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || press.defaultPrevented || place === 'text') return undefined
  if (place === 'control' && press.key === ' ') return undefined
  const key = press.key.toUpperCase()
  return (Object.keys(REPLAY_KEYS) as ReplayKey[]).find((name) => REPLAY_KEYS[name].keys.includes(key))
}

const TYPING =
  'input:not([type=range]), textarea, select, [contenteditable]:not([contenteditable="false"]), [role="menu"], [role="listbox"], [role="dialog"], [role="alertdialog"]'
const CONTROLS = 'button, a, summary, [role=tab]'

/** Where the focus is. */
export function keyPlace(element: Element | null): KeyPlace {
  if (element?.closest(TYPING)) return 'text'
  return element?.closest(CONTROLS) ? 'control' : 'page'
}
