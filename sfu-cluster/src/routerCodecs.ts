import type { types } from 'mediasoup'
import type { VideoCodec } from './config.ts'

const opus: types.RouterRtpCodecCapability = {
  kind: 'audio',
  mimeType: 'audio/opus',
  clockRate: 48_000,
  channels: 2,
  parameters: { useinbandfec: 1, usedtx: 1 },
}

const VIDEO: Record<VideoCodec, types.RouterRtpCodecCapability> = {
  VP8: { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  // Constrained baseline, level 3.1, packetization mode 1: the one profile that every browser has.
  H264: {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  },
  VP9: { kind: 'video', mimeType: 'video/VP9', clockRate: 90_000, parameters: { 'profile-id': 0 } },
  AV1: { kind: 'video', mimeType: 'video/AV1', clockRate: 90_000 },
}

/** Codecs of a router; browsers send with the first video codec that they have. */
export function routerCodecs(video: readonly VideoCodec[]): types.RouterRtpCodecCapability[] {
  return [opus, ...video.map((codec) => VIDEO[codec])]
}
