import { randomBytes, randomInt } from 'node:crypto'
import { RtpStream } from './RtpStream.ts'
import type { SentTrack } from './Sender.ts'

/** A track with all that the other side must know of it. */
export interface MadeTrack extends SentTrack {
  rtpParameters: Record<string, unknown>
}

/** How a camera's layer looks: packets per frame of so many bytes. */
export interface LayerShape {
  framesPerSecond: number
  packetsPerFrame: number
  packetBytes: number
}

interface VideoCodec {
  mimeType: string
  parameters: Record<string, unknown>
}

const OPUS = 111
const VIDEO = 96
const RTX = 97
const VP8: VideoCodec = { mimeType: 'video/VP8', parameters: {} }
const H264: VideoCodec = {
  mimeType: 'video/H264',
  parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
}
const MID = { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 }
const AUDIO_LEVEL = { uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', id: 10 }
const SOUND_FRAME_MS = 20
const KEY_FRAME_EVERY_MS = 500
const DESCRIPTOR_BYTES = 4

/** A microphone that hears something of this loudness all the time. `level` in dBov, -127 to 0. */
export function microphone(level: number, payload: Buffer = randomBytes(120)): MadeTrack {
  const mid = newMid()
  const extension = Buffer.concat([
    element(MID.id, Buffer.from(mid)),
    element(AUDIO_LEVEL.id, Buffer.from([128 - level])),
  ])
  const stream = new RtpStream({
    payloadType: OPUS,
    clockRate: 48_000,
    frameMs: SOUND_FRAME_MS,
    frame: () => [payload],
    extension,
  })
  const codec = {
    mimeType: 'audio/opus',
    payloadType: OPUS,
    clockRate: 48_000,
    channels: 2,
    parameters: { useinbandfec: 1 },
  }
  return {
    source: 'microphone',
    streams: [stream],
    layers: 1,
    rtpParameters: {
      mid,
      codecs: [codec],
      headerExtensions: [MID, AUDIO_LEVEL],
      encodings: [{ ssrc: stream.ssrc }],
      rtcp: { cname: mid },
    },
  }
}

/** A camera with these simulcast layers, the lowest first. Bytes mean nothing; what an SFU reads of VP8 is right. */
export function camera(shapes: readonly LayerShape[]): MadeTrack {
  return videoTrack(
    VP8,
    shapes.map((shape) => ({ frameMs: 1000 / shape.framesPerSecond, frame: framesOf(shape) })),
  )
}

/** A camera that shows one picture, sent again and again. `keyFrame`: a key frame of VP8 that fits into one packet. */
export function still(keyFrame: Buffer, framesPerSecond: number): MadeTrack {
  const frame = (number: number) => [Buffer.concat([descriptor(number, true), keyFrame])]
  return videoTrack(VP8, [{ frameMs: 1000 / framesPerSecond, frame }])
}

/** A camera that shows a film of H.264 over and over. `frames`: the RTP payloads of each. */
export function film(frames: readonly Buffer[][], framesPerSecond: number): MadeTrack {
  return videoTrack(H264, [{ frameMs: 1000 / framesPerSecond, frame: (number) => frames[number % frames.length]! }])
}

function videoTrack(
  { mimeType, parameters }: VideoCodec,
  layers: { frameMs: number; frame: (number: number) => Buffer[] }[],
): MadeTrack {
  const mid = newMid()
  const extension = element(MID.id, Buffer.from(mid))
  const streams = layers.map((layer) => new RtpStream({ payloadType: VIDEO, clockRate: 90_000, extension, ...layer }))
  const rtcpFeedback = [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'ccm', parameter: 'fir' }]
  return {
    source: 'camera',
    streams,
    layers: streams.length,
    rtpParameters: {
      mid,
      codecs: [
        { mimeType, payloadType: VIDEO, clockRate: 90_000, parameters, rtcpFeedback },
        { mimeType: 'video/rtx', payloadType: RTX, clockRate: 90_000, parameters: { apt: VIDEO } },
      ],
      headerExtensions: [MID],
      encodings: streams.map(({ ssrc }) => ({ ssrc, rtx: { ssrc: randomInt(1, 2 ** 31) } })),
      rtcp: { cname: mid },
    },
  }
}

function framesOf({ framesPerSecond, packetsPerFrame, packetBytes }: LayerShape): (number: number) => Buffer[] {
  const rest = randomBytes(packetBytes - DESCRIPTOR_BYTES)
  // The lowest bit of a frame's first byte is 0 for a key frame.
  const [key, delta] = [Buffer.from(rest), Buffer.from(rest)]
  key[0] = key[0]! & 0xfe
  delta[0] = delta[0]! | 1
  const keyEvery = Math.round((KEY_FRAME_EVERY_MS / 1000) * framesPerSecond)
  return (number) => {
    const first = Buffer.concat([descriptor(number, true), number % keyEvery === 0 ? key : delta])
    const others = Array.from({ length: packetsPerFrame - 1 }, () => Buffer.concat([descriptor(number, false), rest]))
    return [first, ...others]
  }
}

/** VP8's payload descriptor (RFC 7741) with a picture id of 15 bits. */
function descriptor(frame: number, first: boolean): Buffer {
  const bytes = Buffer.from([first ? 0x90 : 0x80, 0x80, 0, 0])
  bytes.writeUInt16BE(0x8000 | (frame & 0x7fff), 2)
  return bytes
}

let mids = 0
const newMid = () => String(mids++)

const element = (id: number, bytes: Buffer) => Buffer.concat([Buffer.from([(id << 4) | (bytes.length - 1)]), bytes])
