/** Height of the highest layer of a camera; each lower one has half of it (180, 360, 720). */
const TOP_HEIGHT = 720
/** How much a layer may be stretched before the next one is worth its bits. */
const STRETCH = 1.25

/** Spatial layer (0 lowest) that a tile of `height` device pixels needs, of a producer with `layers` simulcast layers. */
export function layerForHeight(height: number, layers: number): number {
  for (let layer = 0; layer < layers - 1; layer++) {
    const layerHeight = TOP_HEIGHT / 2 ** (layers - 1 - layer)
    if (height <= layerHeight * STRETCH) return layer
  }
  return Math.max(0, layers - 1)
}
