import { encodeTone, encodeVideo, type VideoName, type VideoShape } from './encode.ts'
import { packetize } from './packetize.ts'
import type { Stream } from './RtpSender.ts'

const FEEDBACK = [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'ccm', parameter: 'fir' }]
const PARAMETERS: Record<VideoName, Record<string, unknown>> = {
  H264: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  VP8: {},
  VP9: { 'profile-id': 0 },
  AV1: {},
}

export const SMALL: VideoShape = { width: 320, height: 180, framesPerSecond: 25, seconds: 4, keyEvery: 25 }

/** A picture that moves, over and over. Where only the first picture is a key picture, it starts over when it is asked for one. */
export async function videoStream(name: VideoName, shape: VideoShape = SMALL): Promise<Stream> {
  const pictures = await encodeVideo(name, shape)
  let next = 0
  return {
    kind: 'video',
    codec: {
      mimeType: `video/${name}`,
      payloadType: 96,
      clockRate: 90_000,
      parameters: PARAMETERS[name],
      rtcpFeedback: FEEDBACK,
    },
    frameMs: 1000 / shape.framesPerSecond,
    frame: (n, askedForKey) => {
      next = askedForKey && shape.keyEvery === 0 ? 0 : next % pictures.length
      return packetize(name, pictures[next++]!, n)
    },
  }
}

export async function toneStream(): Promise<Stream> {
  const packets = await encodeTone(4)
  return {
    kind: 'audio',
    codec: {
      mimeType: 'audio/opus',
      payloadType: 111,
      clockRate: 48_000,
      channels: 2,
      parameters: { useinbandfec: 1 },
    },
    frameMs: 20,
    frame: (n) => [packets[n % packets.length]!],
  }
}
