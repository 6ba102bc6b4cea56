/** Pens of tldraw that stay apart on white, so that students who draw together can be told apart. Staff start with black. */
const PENS = [
  'blue',
  'orange',
  'violet',
  'green',
  'light-violet',
  'light-blue',
  'red',
  'light-green',
  'light-red',
  'grey',
] as const

/** The pen that a student starts with. */
export function penOf(hue: number): (typeof PENS)[number] {
  return PENS[hue % PENS.length]!
}
