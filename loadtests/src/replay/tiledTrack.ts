import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MediaSource } from '@lectern/protocol'
import { type ObjectStore, segmentKey, trackInitKey, trackManifestKey } from '@lectern/recording'
import type { TrackManifest } from '@lectern/recording/timeline'
import { ffmpeg } from './ffmpeg.ts'

export interface TiledTrackOptions {
  room: string
  track: string
  source: MediaSource
  /** Log time of class time 0, epoch ms. */
  startedAt: number
  minutes: number
}

export interface TiledTrack {
  manifest: TrackManifest
  source: MediaSource
}

const SEGMENT_S = 4
const TILE_S = 60
const AT_ONCE = 16
const TFDT = Buffer.from('tfdt')
const MDHD = Buffer.from('mdhd')

const INPUTS: Record<MediaSource, string[]> = {
  camera: ['-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=30'],
  screen: ['-f', 'lavfi', '-i', 'testsrc=size=1280x720:rate=10'],
  microphone: ['-f', 'lavfi', '-i', 'sine=frequency=330:sample_rate=48000'],
  screenAudio: ['-f', 'lavfi', '-i', 'sine=frequency=220:sample_rate=48000'],
}
const isPicture = (source: MediaSource) => source === 'camera' || source === 'screen'

/** Puts a track of so many minutes into the store as a recorder would: one minute made by ffmpeg, again and again, stamped in class time. */
export async function putTiledTrack(store: ObjectStore, options: TiledTrackOptions): Promise<TiledTrack> {
  const { room, track, source, startedAt, minutes } = options
  const { init, segments } = await tileOf(source)
  const timescale = init.readUInt32BE(init.indexOf(MDHD) + 4 + 12)
  await store.put(trackInitKey(room, track), init)
  const manifest: TrackManifest = { track, ...formOf(source), segments: [], ended: 'closed' }
  const all = Array.from({ length: minutes * segments.length }, (_, n) => n)
  for (let i = 0; i < all.length; i += AT_ONCE) {
    await Promise.all(
      all.slice(i, i + AT_ONCE).map(async (n) => {
        const tile = Math.floor(n / segments.length)
        const bytes = shifted(segments[n % segments.length]!, tile * TILE_S * timescale)
        await store.put(segmentKey(room, track, n), bytes)
        manifest.segments[n] = [startedAt + n * SEGMENT_S * 1000, SEGMENT_S * 1000, bytes.length]
      }),
    )
  }
  await store.put(trackManifestKey(room, track), Buffer.from(JSON.stringify(manifest)))
  return { manifest, source }
}

function formOf(source: MediaSource): Pick<TrackManifest, 'mime' | 'width' | 'height'> {
  if (!isPicture(source)) return { mime: 'audio/mp4; codecs="opus"', width: null, height: null }
  return { mime: 'video/mp4; codecs="avc1.42c01f"', width: 1280, height: 720 }
}

async function tileOf(source: MediaSource): Promise<{ init: Buffer; segments: Buffer[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-tile-'))
  try {
    const codec = isPicture(source)
      ? ['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'baseline', '-level', '3.1', '-pix_fmt', 'yuv420p']
      : ['-c:a', 'libopus', '-b:a', '32k']
    const rate = isPicture(source) ? ['-b:v', '800k', '-force_key_frames', `expr:gte(t,n_forced*${SEGMENT_S})`] : []
    const hls = ['-f', 'hls', '-hls_time', String(SEGMENT_S), '-hls_segment_type', 'fmp4', '-hls_list_size', '0']
    const name = ['-hls_segment_filename', join(folder, 'segment%03d.m4s'), join(folder, 'index.m3u8')]
    await ffmpeg([...INPUTS[source], '-t', String(TILE_S), ...codec, ...rate, ...hls, ...name])
    const names = (await readdir(folder)).filter((each) => each.endsWith('.m4s')).sort()
    const segments = await Promise.all(names.slice(0, TILE_S / SEGMENT_S).map((each) => readFile(join(folder, each))))
    return { init: await readFile(join(folder, 'init.mp4')), segments }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A segment that begins so many ticks later. */
function shifted(segment: Buffer, ticks: number): Buffer {
  const bytes = Buffer.from(segment)
  for (let at = bytes.indexOf(TFDT); at >= 0; at = bytes.indexOf(TFDT, at + 4)) {
    // Version and flags, then the time: of 64 bits in version 1.
    const isLong = bytes[at + 4] === 1
    if (isLong) bytes.writeBigUInt64BE(bytes.readBigUInt64BE(at + 8) + BigInt(ticks), at + 8)
    else bytes.writeUInt32BE(bytes.readUInt32BE(at + 8) + ticks, at + 8)
  }
  return bytes
}
