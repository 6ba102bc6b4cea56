import type { types } from 'mediasoup-client'

type Encoding = types.RtpEncodingParameters

/** Bitrates of a camera's layers of about 180, 360 and 720 lines, bit/s. */
const LAYER_BITRATES = [150_000, 500_000, 1_500_000]
/** Fewest lines of a camera's picture for two and for three layers. */
const TWO_LAYERS = 270
const THREE_LAYERS = 540
const SCREEN_BITRATE = 4_000_000

/**
 * How a camera of `height` lines is sent: one stream per layer, the lowest first; with VP9 one stream that holds them all.
 */
export function cameraEncodings(codec: string, height: number): Encoding[] {
  const layers = height >= THREE_LAYERS ? 3 : height >= TWO_LAYERS ? 2 : 1
  const maxBitrate = LAYER_BITRATES[layers - 1]!
  const name = codec.toLowerCase()
  // Tried with mediasoup 3.27 and Chromium 156: a viewer whose layer of AV1 rises sees nothing more, with SVC and with simulcast.
  if (name === 'video/av1') return [{ scalabilityMode: 'L1T3', maxBitrate }]
  if (name === 'video/vp9') return [{ scalabilityMode: layers === 1 ? 'L1T3' : `L${layers}T3_KEY`, maxBitrate }]
  return LAYER_BITRATES.slice(0, layers).map((bitrate, layer) => ({
    // The others when somebody wants them.
    active: layer === 0,
    scaleResolutionDownBy: 2 ** (layers - 1 - layer),
    maxBitrate: bitrate,
    scalabilityMode: 'L1T3',
  }))
}

/** A screen is sent in full, once: text that is scaled down cannot be read. */
export function screenEncodings(): Encoding[] {
  return [{ maxBitrate: SCREEN_BITRATE, scalabilityMode: 'L1T3' }]
}
