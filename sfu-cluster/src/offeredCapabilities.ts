import type { types } from 'mediasoup'

const ABS_CAPTURE_TIME = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time'

/**
 * What clients are told of a router. mediasoup-client announces `abs-capture-time` as soon as the router has it, and browsers
 * do not send it; the worker would then wait for it for ever before it aligns the layers of a picture, and never switch between
 * them. Without it the worker takes the time from sender reports.
 */
export function offeredCapabilities({
  rtpCapabilities,
}: Pick<types.Router, 'rtpCapabilities'>): Record<string, unknown> {
  const { codecs, headerExtensions = [] } = rtpCapabilities
  return { codecs, headerExtensions: headerExtensions.filter(({ uri }) => uri !== ABS_CAPTURE_TIME) }
}
