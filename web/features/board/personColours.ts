import { HUES } from '@lectern/protocol'

export interface PersonColour {
  /** Ground of a name or a cursor on the white board. */
  fill: string
  /** What is written on it. */
  onFill: string
}

let read: readonly PersonColour[] | undefined

/** The colours of people on the board, by hue, as the stylesheet has them. Only in a browser. */
export function personColours(): readonly PersonColour[] {
  read ??= readColours()
  return read
}

function readColours(): PersonColour[] {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  return Array.from({ length: HUES }, (_, hue) => ({
    fill: colour(`--person-${hue}-fill`),
    onFill: colour(`--person-${hue}-on-fill`),
  }))
}
