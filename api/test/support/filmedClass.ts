import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { liveChunkKey, liveIndexKey, type ObjectStore, segmentKey, trackInitKey } from '@lectern/recording'
import { encodeChunk, type Frame, type TimelineIndex, type Track } from '@lectern/recording/timeline'

const run = promisify(execFile)
const SEGMENT_SECONDS = 2

/** Pictures and tones of which one can tell when they were sent. */
export interface FilmedTrack extends Pick<Track, 'id' | 'userId' | 'source'> {
  /** Class time, s. */
  from: number
  seconds: number
  /** VP8 in WebM instead of H.264. */
  isWebm?: boolean
  /** A picture that stands still: one for each segment. */
  isStill?: boolean
  /** ffmpeg's filter graph of what is sent, from second 0 on. */
  graph: string
}

/** Colours one after the other, each so many seconds. */
export const colours = (seconds: number, ...names: string[]): string =>
  `${names.map((name, n) => `color=c=${name}:s=320x180:r=15:d=${seconds}[c${n}]`).join(';')};${names.map((_, n) => `[c${n}]`).join('')}concat=n=${names.length}`

export const tone = (hertz: number, seconds: number): string =>
  `sine=frequency=${hertz}:sample_rate=48000:duration=${seconds}`

const CLUSTER = Buffer.from([0x1f, 0x43, 0xb6, 0x75])

/** A recorded picture as WebM: what comes before the first cluster, then the clusters. */
async function recordWebm(
  store: ObjectStore,
  room: string,
  { id, userId, source, from, seconds, graph }: FilmedTrack,
): Promise<Track> {
  const codec = ['-c:v', 'libvpx', '-deadline', 'realtime', '-b:v', '300k', '-g', String(15 * SEGMENT_SECONDS)]
  const { stdout } = await run(
    'ffmpeg',
    [
      ...[
        '-hide_banner',
        '-loglevel',
        'error',
        '-f',
        'lavfi',
        '-i',
        graph,
        ...codec,
        '-output_ts_offset',
        String(from),
      ],
      ...['-f', 'webm', '-live', '1', '-cluster_time_limit', String(SEGMENT_SECONDS * 1000), '-'],
    ],
    { encoding: 'buffer', maxBuffer: 1e8 },
  )
  const starts: number[] = []
  for (let at = stdout.indexOf(CLUSTER); at >= 0; at = stdout.indexOf(CLUSTER, at + 4)) starts.push(at)
  await store.put(trackInitKey(room, id), stdout.subarray(0, starts[0]))
  const segments: Track['segments'] = []
  for (const [n, start] of starts.entries()) {
    const bytes = stdout.subarray(start, starts[n + 1])
    await store.put(segmentKey(room, id, n), bytes)
    const length = Math.min(SEGMENT_SECONDS, seconds - n * SEGMENT_SECONDS)
    segments.push([(from + n * SEGMENT_SECONDS) * 1000, length * 1000, bytes.length])
  }
  return { id, userId, source, mime: 'video/webm; codecs="vp8"', width: 320, height: 180, segments, ended: 'closed' }
}

/** Records tracks as the recorder does: an init, and segments stamped in class time. */
async function record(store: ObjectStore, room: string, given: FilmedTrack): Promise<Track> {
  if (given.isWebm) return recordWebm(store, room, given)
  const folder = await mkdtemp(join(tmpdir(), 'lectern-track-'))
  const isPicture = given.source === 'camera' || given.source === 'screen'
  const codec = isPicture
    ? [
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        '-pix_fmt',
        'yuv420p',
        '-g',
        String(given.isStill ? 1 : 15 * SEGMENT_SECONDS),
        '-bf',
        '0',
      ]
    : ['-c:a', 'libopus', '-b:a', '32k', '-ac', '1']
  try {
    await run('ffmpeg', [
      ...[
        '-hide_banner',
        '-loglevel',
        'error',
        '-f',
        'lavfi',
        '-i',
        given.isStill ? `${given.graph},fps=1/${SEGMENT_SECONDS}` : given.graph,
        ...codec,
      ],
      ...['-output_ts_offset', String(given.from), '-f', 'hls', '-hls_time', String(SEGMENT_SECONDS)],
      ...['-hls_segment_type', 'fmp4', '-hls_playlist_type', 'vod', '-hls_fmp4_init_filename', 'init.mp4'],
      ...['-hls_segment_filename', join(folder, '%d.m4s'), join(folder, 'index.m3u8')],
    ])
    await store.put(trackInitKey(room, given.id), await readFile(join(folder, 'init.mp4')))
    const count = (await readdir(folder)).filter((name) => name.endsWith('.m4s')).length
    const segments: Track['segments'] = []
    for (let n = 0; n < count; n += 1) {
      const bytes = await readFile(join(folder, `${n}.m4s`))
      await store.put(segmentKey(room, given.id, n), bytes)
      const seconds = Math.min(SEGMENT_SECONDS, given.seconds - n * SEGMENT_SECONDS)
      segments.push([(given.from + n * SEGMENT_SECONDS) * 1000, seconds * 1000, bytes.length])
    }
    const mime = isPicture ? 'video/mp4; codecs="avc1.42c01e"' : 'audio/mp4; codecs="opus"'
    const { id, userId, source } = given
    return {
      id,
      userId,
      source,
      mime,
      width: isPicture ? 320 : null,
      height: isPicture ? 180 : null,
      segments,
      ended: 'closed',
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export interface Filmed {
  tracks: FilmedTrack[]
  frames: Frame[]
  index?: Partial<TimelineIndex>
}

/** A class in the store, with sound and picture that ffmpeg made and a timeline of the given frames. */
export async function filmClass(
  store: ObjectStore,
  room: string,
  { tracks, frames, index = {} }: Filmed,
): Promise<TimelineIndex> {
  const chunk = await encodeChunk({ kind: 'frames', frames })
  await store.put(liveChunkKey(room, 0), chunk)
  const endMs = index.recorded?.at(-1)?.[1] ?? 20_000
  const made: TimelineIndex = {
    version: 1,
    room,
    title: 'Colours; = and tones',
    startedAt: Date.UTC(2026, 10, 2, 9),
    endMs,
    live: false,
    revision: 0,
    recorded: [[0, endMs]],
    chunks: [{ n: 0, kind: 'frames', fromMs: 0, toMs: endMs, offset: 0, bytes: chunk.length }],
    people: {},
    tracks: await Promise.all(tracks.map((track) => record(store, room, track))),
    marks: [],
    ...index,
  }
  await store.put(liveIndexKey(room), Buffer.from(JSON.stringify(made)))
  return made
}
