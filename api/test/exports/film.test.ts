import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { exportKey, type ObjectStore, openObjectStore, openTimeline, segmentKey } from '@lectern/recording'
import type { Frame } from '@lectern/recording/timeline'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeFilm } from '../../src/exports/film/makeFilm.ts'
import { colours, type Filmed, filmClass, tone } from '../support/filmedClass.ts'

const run = promisify(execFile)
const ROOM = '0199a000-0000-7000-8000-000000000001'
const PEOPLE = {
  ada: { name: 'Ada Lovelace', role: 'instructor', hue: 3 },
  sam: { name: 'Sam Okafor', role: 'student', hue: 7 },
} as const

let folder: string
let store: ObjectStore

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-film-'))
  store = await openObjectStore({ folder: join(folder, 'store') })
})

vi.setConfig({ testTimeout: 120_000 })

afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

const box = (id: string, color: string) => ({
  typeName: 'shape',
  id,
  type: 'geo',
  parentId: 'page:page',
  index: 'a1',
  x: 0,
  y: 0,
  rotation: 0,
  opacity: 1,
  props: { geo: 'rectangle', w: 1200, h: 900, growY: 0, fill: 'fill', color },
})
const put = (t: number, color: string): Frame => ({
  t,
  changes: [['board/1', 'records', 'shape:1', box('shape:1', color)]],
})

async function film(given: Filmed, signal = new AbortController().signal) {
  await filmClass(store, ROOM, { ...given, index: { people: PEOPLE, ...given.index } })
  return again(signal)
}

async function again(signal = new AbortController().signal) {
  const timeline = (await openTimeline(store, ROOM))!
  const percents: number[] = []
  const bytes = await makeFilm({
    store,
    timeline,
    title: timeline.index.title,
    folder: join(folder, 'work'),
    key: exportKey(ROOM, 'one'),
    signal,
    onProgress: (percent) => percents.push(percent),
  })
  const path = join(folder, 'film.mp4')
  await writeFile(path, await store.get(exportKey(ROOM, 'one')))
  return { path, bytes, percents }
}

interface Probed {
  format: { duration: string; tags?: { title?: string } }
  streams: {
    codec_name: string
    codec_type: string
    width?: number
    height?: number
    duration: string
    nb_frames: string
  }[]
  chapters: { start_time: string; tags: { title: string } }[]
}

async function probe(path: string): Promise<Probed> {
  const { stdout } = await run('ffprobe', [
    '-v',
    'error',
    '-of',
    'json',
    '-show_format',
    '-show_streams',
    '-show_chapters',
    path,
  ])
  return JSON.parse(stdout) as Probed
}

const SMALL = { w: 64, h: 36, fps: 10 }

/** Looks at a film: the colour of a place at a second, by name; what is between is `other`. */
async function watch(path: string) {
  const filter = `fps=${SMALL.fps},scale=${SMALL.w}:${SMALL.h}:flags=neighbor`
  const args = ['-v', 'error', '-i', path, '-vf', filter, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-']
  const { stdout } = await run('ffmpeg', args, { encoding: 'buffer', maxBuffer: 1e8 })
  return (seconds: number, [x, y]: [number, number]) => {
    const frame = Math.floor(seconds * SMALL.fps)
    const pixel = Math.floor((y * SMALL.h) / 720) * SMALL.w + Math.floor((x * SMALL.w) / 1280)
    return nameOf(stdout.subarray((frame * SMALL.w * SMALL.h + pixel) * 3))
  }
}

function nameOf([r = 0, g = 0, b = 0]: Uint8Array): string {
  if (r > 200 && g > 200 && b > 200) return 'white'
  if (r > g + 70 && r > b + 70) return 'red'
  if (b > r + 70 && b > g + 40) return 'blue'
  if (g > r + 40 && g > b + 40) return 'green'
  return 'other'
}

/** Loudest moment of a stretch, dB. */
async function loudness(path: string, from: number, to: number): Promise<number> {
  const { stderr } = await run('ffmpeg', [
    '-hide_banner',
    '-i',
    path,
    '-af',
    `atrim=${from}:${to},volumedetect`,
    '-f',
    'null',
    '-',
  ])
  return Number(/max_volume: (-?[\d.]+) dB/.exec(stderr)?.[1])
}

const BOARD: [number, number] = [480, 360]
const TILE: [number, number] = [1120, 120]

test('picture, share, board and voices stand where they were in class', async () => {
  const { path, bytes, percents } = await film({
    tracks: [
      {
        id: 'camera-1',
        userId: 'ada',
        source: 'camera',
        from: 0,
        seconds: 12,
        graph: colours(4, 'red', 'blue', 'lime'),
      },
      { id: 'screen-1', userId: 'ada', source: 'screen', from: 4, seconds: 4, graph: colours(2, 'blue', 'red') },
      { id: 'microphone-1', userId: 'ada', source: 'microphone', from: 2, seconds: 3, graph: tone(440, 3) },
      { id: 'microphone-2', userId: 'sam', source: 'microphone', from: 9, seconds: 2, graph: tone(880, 2) },
    ],
    frames: [put(0, 'red'), put(9000, 'blue'), { t: 10_500, changes: [['board/1', 'records', 'shape:1']] }],
    index: { recorded: [[0, 12_000]], marks: [{ atMs: 5000, kind: 'chapter', title: 'Second = part' }] },
  })
  const { format, streams, chapters } = await probe(path)
  expect(streams.slice(0, 2)).toMatchObject([
    { codec_name: 'h264', width: 1280, height: 720, nb_frames: '180' },
    { codec_name: 'aac', codec_type: 'audio' },
  ])
  expect(Number(format.duration)).toBeCloseTo(12, 1)
  expect(format.tags?.title).toBe('Colours; = and tones')
  expect(chapters).toMatchObject([
    { start_time: '0.000000', tags: { title: 'Colours; = and tones' } },
    { start_time: '5.000000', tags: { title: 'Second = part' } },
  ])
  expect(bytes).toBe(Number((await store.head(exportKey(ROOM, 'one')))?.bytes))
  expect(percents.at(-1)).toBe(95)

  const colourAt = await watch(path)
  const seen = (at: number) => [colourAt(at, BOARD), colourAt(at, TILE)]
  expect(seen(1)).toEqual(['red', 'red'])
  expect(seen(3.7)).toEqual(['red', 'red'])
  expect(seen(4.3)).toEqual(['blue', 'blue'])
  expect(seen(6.3)).toEqual(['red', 'blue'])
  expect(seen(8.3)).toEqual(['red', 'green'])
  // Sam speaks without a picture: the teacher's stays.
  expect(seen(9.8)).toEqual(['blue', 'green'])
  expect(seen(11.4)).toEqual(['white', 'green'])

  for (const [from, to] of [
    [0, 1.9],
    [5.2, 8.9],
    [11.2, 12],
  ] as const)
    expect(await loudness(path, from, to)).toBeLessThan(-50)
  for (const [from, to] of [
    [2.1, 4.9],
    [9.1, 10.9],
  ] as const)
    expect(await loudness(path, from, to)).toBeGreaterThan(-30)
  expect(await readdir(join(folder, 'work'))).not.toContain('camera-1.track')
})

test('what was cut is left out, and what follows is in step', async () => {
  const { path } = await film({
    tracks: [
      {
        id: 'camera-1',
        userId: 'ada',
        source: 'camera',
        from: 0,
        seconds: 12,
        graph: colours(4, 'red', 'blue', 'lime'),
      },
      { id: 'microphone-1', userId: 'ada', source: 'microphone', from: 4, seconds: 4, graph: tone(440, 4) },
    ],
    frames: [put(0, 'red')],
    index: {
      recorded: [
        [1000, 3900],
        [8100, 12_000],
      ],
    },
  })
  const { format } = await probe(path)
  expect(Number(format.duration)).toBeCloseTo(2.8 + 3.8, 1)
  const colourAt = await watch(path)
  for (let at = 0.2; at < 6.4; at += 0.4) expect(colourAt(at, TILE)).not.toBe('blue')
  expect(colourAt(2.6, TILE)).toBe('red')
  expect(colourAt(3.2, TILE)).toBe('green')
  expect(await loudness(path, 0, 6.6)).toBeLessThan(-50)
})

test('a segment that is lost and a track that cannot be read do not stop it', async () => {
  await filmClass(store, ROOM, {
    tracks: [
      { id: 'camera-1', userId: 'ada', source: 'camera', from: 0, seconds: 8, graph: colours(4, 'red', 'blue') },
      { id: 'screen-1', userId: 'ada', source: 'screen', from: 4, seconds: 4, graph: colours(4, 'blue') },
    ],
    frames: [put(0, 'red')],
    index: { recorded: [[0, 8000]], people: PEOPLE },
  })
  await store.delete(segmentKey(ROOM, 'camera-1', 1))
  for (const n of [0, 1]) await store.put(segmentKey(ROOM, 'screen-1', n), Buffer.from('this is no picture'))
  const { path } = await again()
  expect(Number((await probe(path)).format.duration)).toBeCloseTo(8, 1)
  const colourAt = await watch(path)
  expect(colourAt(1, TILE)).toBe('red')
})

test('VP8 in WebM is as good, and a share that stands still stays', async () => {
  const { path } = await film({
    tracks: [
      {
        id: 'camera-1',
        userId: 'ada',
        source: 'camera',
        from: 3,
        seconds: 8,
        isWebm: true,
        graph: colours(4, 'red', 'blue'),
      },
      { id: 'screen-1', userId: 'ada', source: 'screen', from: 3, seconds: 8, isStill: true, graph: colours(8, 'red') },
    ],
    frames: [put(0, 'blue')],
    index: { recorded: [[5600, 11_000]] },
  })
  const colourAt = await watch(path)
  const seen = [0, 1.1, 1.7, 5.2].map((at) => [colourAt(at, BOARD), colourAt(at, TILE)])
  expect(seen).toEqual([
    ['red', 'red'],
    ['red', 'red'],
    ['red', 'blue'],
    ['red', 'blue'],
  ])
})

test('stopped half-way, it goes on from there', async () => {
  const stop = new AbortController()
  const given: Filmed = {
    tracks: [
      { id: 'camera-1', userId: 'ada', source: 'camera', from: 2, seconds: 4, graph: colours(2, 'red', 'blue') },
    ],
    frames: [put(0, 'red')],
    index: { recorded: [[0, 8000]], people: PEOPLE },
  }
  await filmClass(store, ROOM, given)
  const timeline = (await openTimeline(store, ROOM))!
  const parts = { store, timeline, title: 'A class', folder: join(folder, 'work'), key: exportKey(ROOM, 'one') }
  const stopped = makeFilm({ ...parts, signal: stop.signal, onProgress: () => stop.abort() })
  await expect(stopped).rejects.toThrow()
  expect(await store.head(exportKey(ROOM, 'one'))).toBeUndefined()
  expect(await readdir(join(folder, 'work'))).toContain('0.mkv')
  const { path } = await again()
  expect(Number((await probe(path)).format.duration)).toBeCloseTo(8, 1)
})

test('of nothing there is no film', async () => {
  await expect(film({ tracks: [], frames: [], index: { recorded: [] } })).rejects.toThrow(
    'Nothing of this class was recorded.',
  )
})
