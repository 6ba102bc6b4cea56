import { ffmpeg } from './ffmpeg.ts'

const MAX_PAYLOAD = 1150
const DELIMITER = 9
const FRAGMENT = 28
const START = 0x80
const END = 0x40

export interface FilmShape {
  width: number
  height: number
  framesPerSecond: number
  seconds: number
  kilobits: number
}

/** RTP payloads of each picture of a moving test film, with a key picture every two seconds, as browsers send theirs. */
export async function h264Film({ width, height, framesPerSecond, seconds, kilobits }: FilmShape): Promise<Buffer[][]> {
  const stream = await ffmpeg([
    ...['-f', 'lavfi', '-i', `testsrc2=size=${width}x${height}:rate=${framesPerSecond}`, '-t', String(seconds)],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'baseline', '-pix_fmt', 'yuv420p'],
    ...['-b:v', `${kilobits}k`, '-maxrate', `${kilobits}k`, '-bufsize', `${kilobits}k`],
    ...['-g', String(2 * framesPerSecond), '-sc_threshold', '0', '-bf', '0', '-bsf:v', 'h264_metadata=aud=insert'],
    ...['-f', 'h264', 'pipe:1'],
  ])
  const frames: Buffer[][] = []
  for (const unit of unitsOf(stream)) {
    if ((unit[0]! & 31) === DELIMITER) frames.push([])
    else frames.at(-1)?.push(...payloadsOf(unit))
  }
  return frames
}

/** NAL units of an Annex B stream. */
function unitsOf(stream: Buffer): Buffer[] {
  const code = Buffer.from([0, 0, 1])
  const units: Buffer[] = []
  for (let at = stream.indexOf(code); at >= 0; ) {
    const next = stream.indexOf(code, at + 3)
    const end = next < 0 ? stream.length : stream[next - 1] === 0 ? next - 1 : next
    units.push(stream.subarray(at + 3, end))
    at = next
  }
  return units
}

/** RFC 6184: the unit itself, or fragments of it. */
function payloadsOf(unit: Buffer): Buffer[] {
  if (unit.length <= MAX_PAYLOAD) return [unit]
  const [head] = unit
  const indicator = (head! & 0xe0) | FRAGMENT
  const payloads: Buffer[] = []
  for (let at = 1; at < unit.length; at += MAX_PAYLOAD) {
    const part = unit.subarray(at, at + MAX_PAYLOAD)
    const flags = (at === 1 ? START : 0) | (at + MAX_PAYLOAD >= unit.length ? END : 0)
    payloads.push(Buffer.concat([Buffer.from([indicator, flags | (head! & 31)]), part]))
  }
  return payloads
}
