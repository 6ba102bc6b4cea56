const STEP = 30
const MOST = 4320

/** Height to ask for, in device pixels, in steps: a tile that grows by a hair asks for nothing new. */
export function wishHeight(cssPixels: number, pixelRatio: number): number {
  const exact = Math.max(1, cssPixels * pixelRatio)
  return Math.min(MOST, Math.ceil(exact / STEP) * STEP)
}
