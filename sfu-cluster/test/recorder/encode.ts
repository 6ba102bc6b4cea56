import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

export type VideoName = 'H264' | 'VP8' | 'VP9' | 'AV1'

export interface EncodedPicture {
  data: Buffer
  key: boolean
}

export interface VideoShape {
  width: number
  height: number
  framesPerSecond: number
  seconds: number
  /** A key picture every so many; 0: only the first. */
  keyEvery: number
  /** 800,000 where it is not said. */
  bitsPerSecond?: number
}

const run = promisify(execFile)

const ENCODERS: Record<VideoName, string[]> = {
  H264: [
    ...['-c:v', 'libx264', '-profile:v', 'baseline', '-preset', 'ultrafast', '-tune', 'zerolatency'],
    ...['-x264-params', 'aud=1:repeat-headers=1:scenecut=0:sliced-threads=0', '-f', 'h264'],
  ],
  VP8: ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-auto-alt-ref', '0', '-f', 'ivf'],
  VP9: [
    ...['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-auto-alt-ref', '0', '-lag-in-frames', '0'],
    ...['-f', 'ivf'],
  ],
  AV1: ['-c:v', 'libaom-av1', '-usage', 'realtime', '-cpu-used', '8', '-lag-in-frames', '0', '-f', 'ivf'],
}

const made = new Map<string, Promise<EncodedPicture[]>>()

/** A moving test picture, as the encoders of ffmpeg make it; the same one is made once. */
export function encodeVideo(name: VideoName, shape: VideoShape): Promise<EncodedPicture[]> {
  const key = JSON.stringify([name, shape])
  const pictures = made.get(key) ?? encode(name, shape)
  made.set(key, pictures)
  return pictures
}

async function encode(name: VideoName, shape: VideoShape): Promise<EncodedPicture[]> {
  const { width, height, framesPerSecond, seconds, keyEvery, bitsPerSecond = 800_000 } = shape
  const source = `testsrc2=size=${width}x${height}:rate=${framesPerSecond}:duration=${seconds}`
  const every = String(keyEvery === 0 ? 100_000 : keyEvery)
  const output = await ffmpeg(
    ...[
      '-f',
      'lavfi',
      '-i',
      source,
      '-pix_fmt',
      'yuv420p',
      '-b:v',
      String(bitsPerSecond),
      '-g',
      every,
      '-keyint_min',
      every,
    ],
    ...ENCODERS[name],
  )
  if (name === 'H264') return accessUnitsOf(output)
  return ivfFramesOf(output).map((data) => ({ data, key: IS_KEY[name](data) }))
}

const IS_KEY: Record<Exclude<VideoName, 'H264'>, (data: Buffer) => boolean> = {
  VP8: (data) => (data[0]! & 1) === 0,
  VP9: (data) => (data[0]! & 4) === 0,
  // Behind a temporal delimiter of two bytes: a sequence header.
  AV1: (data) => data[2]! >> 3 === 1,
}

/** A tone, in packets of 20 ms. */
export async function encodeTone(seconds: number): Promise<Buffer[]> {
  const source = `sine=frequency=440:sample_rate=48000:duration=${seconds}`
  const ogg = await ffmpeg('-f', 'lavfi', '-i', source, '-ac', '2', '-c:a', 'libopus', '-b:a', '48k', '-f', 'ogg')
  // Two packets of headers come first.
  return oggPacketsOf(ogg).slice(2)
}

async function ffmpeg(...args: string[]): Promise<Buffer> {
  const options = { encoding: 'buffer', maxBuffer: 1 << 28 } as const
  const { stdout } = await run('ffmpeg', ['-v', 'error', ...args, '-'], options)
  return stdout
}

/** With `aud=1` each picture begins with a delimiter. */
function accessUnitsOf(stream: Buffer): EncodedPicture[] {
  const pictures: Buffer[][] = []
  for (const unit of unitsOf(stream)) {
    if ((unit[0]! & 31) === 9) pictures.push([])
    else pictures.at(-1)!.push(unit)
  }
  return pictures.map((units) => ({
    data: Buffer.concat(units.flatMap((unit) => [Buffer.from([0, 0, 0, 1]), unit])),
    key: units.some((unit) => (unit[0]! & 31) === 5),
  }))
}

/** NAL units of a byte stream (Annex B). */
export function unitsOf(stream: Buffer): Buffer[] {
  const units: Buffer[] = []
  const startCode = Buffer.from([0, 0, 1])
  let start = stream.indexOf(startCode)
  while (start !== -1) {
    const next = stream.indexOf(startCode, start + 3)
    let end = next === -1 ? stream.length : next
    while (next !== -1 && stream[end - 1] === 0) end--
    units.push(stream.subarray(start + 3, end))
    start = next
  }
  return units
}

function ivfFramesOf(file: Buffer): Buffer[] {
  const frames: Buffer[] = []
  for (let at = file.readUInt16LE(6); at < file.length; ) {
    const end = at + 12 + file.readUInt32LE(at)
    frames.push(file.subarray(at + 12, end))
    at = end
  }
  return frames
}

function oggPacketsOf(file: Buffer): Buffer[] {
  const packets: Buffer[] = []
  let parts: Buffer[] = []
  for (let at = 0; at < file.length; ) {
    const segments = file[at + 26]!
    let body = at + 27 + segments
    for (let i = 0; i < segments; i++) {
      const length = file[at + 27 + i]!
      parts.push(file.subarray(body, body + length))
      body += length
      if (length === 255) continue
      packets.push(Buffer.concat(parts))
      parts = []
    }
    at = body
  }
  return packets
}
