import { randomInt } from 'node:crypto'

type RtpParameters = Record<string, unknown>

const ssrc = () => randomInt(1, 2 ** 31)

/** What Chromium sends for a microphone. */
export const opus = (): RtpParameters => ({
  mid: String(randomInt(1, 2 ** 20)),
  codecs: [
    { mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2, parameters: { useinbandfec: 1 } },
  ],
  headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', id: 10 }],
  encodings: [{ ssrc: ssrc(), dtx: true }],
  rtcp: { cname: 'test' },
})

/** What Chromium sends for a camera with `layers` simulcast layers. */
export const vp8 = (layers = 3): RtpParameters => ({
  mid: String(randomInt(1, 2 ** 20)),
  codecs: [
    {
      mimeType: 'video/VP8',
      payloadType: 96,
      clockRate: 90_000,
      rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'transport-cc' }],
    },
    { mimeType: 'video/rtx', payloadType: 97, clockRate: 90_000, parameters: { apt: 96 } },
  ],
  headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 }],
  encodings: Array.from({ length: layers }, (_, i) =>
    layers > 1 ? { rid: `r${i}` } : { ssrc: ssrc(), rtx: { ssrc: ssrc() } },
  ),
  rtcp: { cname: 'test' },
})

/** A client that decodes what `vp8` and `opus` send. */
export const rtpCapabilities = (): Record<string, unknown> => ({
  codecs: [
    { kind: 'audio', mimeType: 'audio/opus', preferredPayloadType: 100, clockRate: 48_000, channels: 2 },
    {
      kind: 'video',
      mimeType: 'video/VP8',
      preferredPayloadType: 101,
      clockRate: 90_000,
      rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'transport-cc' }],
    },
    {
      kind: 'video',
      mimeType: 'video/rtx',
      preferredPayloadType: 102,
      clockRate: 90_000,
      parameters: { apt: 101 },
      rtcpFeedback: [],
    },
  ],
  headerExtensions: [],
})
