import { audioInit, opusConfiguration } from '@lectern/recording/containers'
import type { TrackFormat } from '../TrackFormat.ts'

/** Samples per second of Opus' clock. */
export const OPUS_RATE = 48_000
const CHANNELS = 2
/** 20 ms in which nothing is heard. */
export const SILENCE = Buffer.from([0xf8, 0xff, 0xfe])
export const SILENCE_SAMPLES = 960
/** Longest packet that the format allows. */
const LONGEST = 5760

export const OPUS_FORMAT: TrackFormat = {
  container: 'mp4',
  mime: 'audio/mp4; codecs="opus"',
  width: null,
  height: null,
  timescale: OPUS_RATE,
  init: audioInit({
    channels: CHANNELS,
    timescale: OPUS_RATE,
    entry: 'Opus',
    configuration: opusConfiguration(CHANNELS, OPUS_RATE),
  }),
}

/** Samples in a packet (RFC 6716, 3.1); undefined where it is not one. */
export function opusSamples(packet: Buffer): number | undefined {
  if (packet.length === 0) return undefined
  const frames = framesIn(packet)
  const samples = frames * frameSamples(packet[0]! >> 3)
  return frames > 0 && samples <= LONGEST ? samples : undefined
}

function framesIn(packet: Buffer): number {
  const code = packet[0]! & 3
  if (code === 0) return 1
  return code === 3 ? (packet[1] ?? 0) & 63 : 2
}

function frameSamples(configuration: number): number {
  if (configuration >= 16) return 120 << (configuration & 3)
  if (configuration >= 12) return 480 << (configuration & 1)
  return [480, 960, 1920, 2880][configuration & 3]!
}
