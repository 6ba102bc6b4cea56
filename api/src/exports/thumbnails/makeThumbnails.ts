import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ObjectStore, StoredTimeline } from '@lectern/recording'
import { TimelineFold, type Track } from '@lectern/recording/timeline'
import { createCanvas, ImageData } from '@napi-rs/canvas'
import { BoardScene } from '../board/BoardScene.ts'
import type { Box } from '../board/geometry.ts'
import { BOARD_COLOUR, paintBoard } from '../board/paintBoard.ts'
import { Pictures } from '../board/pictures.ts'
import { pageOf, recordsOf, viewOf } from '../film/Plate.ts'
import { FfmpegError, runFfmpeg } from '../film/runFfmpeg.ts'
import { writeTrackFile } from '../film/trackFile.ts'
import { sheetKey, sheetName, thumbnailIndexKey } from './thumbnailKeys.ts'
import { type Thumbnail, thumbnailPlan } from './thumbnailPlan.ts'

const SIZE = { w: 160, h: 90 }
const ACROSS = 10
const PER_SHEET = 60
const QUALITY = 75

export interface ThumbnailParts {
  store: ObjectStore
  timeline: StoredTimeline
  revision: number
  /** For what ffmpeg reads. */
  folder: string
  signal: AbortSignal
}

/** A row of the index that pages read. */
export interface ThumbnailRow {
  fromMs: number
  toMs: number
  sheet: string
  x: number
  y: number
  w: number
  h: number
}

/** Makes the pictures of the time bar and puts them into the store, the index last; answers how many there are. */
export async function makeThumbnails(parts: ThumbnailParts): Promise<number> {
  const { store, timeline, revision, folder } = parts
  const { room } = timeline.index
  await mkdir(folder, { recursive: true })
  const maker = new ThumbnailMaker(parts)
  const plan = thumbnailPlan(timeline.index)
  const rows: ThumbnailRow[] = []
  for (let from = 0; from < plan.length; from += PER_SHEET) {
    const name = sheetName(revision, from / PER_SHEET)
    const { jpeg, places } = await maker.sheet(plan.slice(from, from + PER_SHEET))
    await store.put(sheetKey(room, name), jpeg)
    rows.push(...places.map(({ thumbnail: { fromMs, toMs }, box }) => ({ fromMs, toMs, sheet: name, ...box })))
  }
  await store.put(thumbnailIndexKey(room, revision), Buffer.from(JSON.stringify(rows)))
  return rows.length
}

class ThumbnailMaker {
  readonly #parts: ThumbnailParts
  readonly #fold: TimelineFold
  readonly #pictures = new Pictures()

  constructor(parts: ThumbnailParts) {
    this.#parts = parts
    this.#fold = new TimelineFold(parts.timeline.index, parts.timeline.load)
  }

  async sheet(thumbnails: readonly Thumbnail[]) {
    const places = thumbnails.map((thumbnail, n) => ({
      thumbnail,
      box: { x: (n % ACROSS) * SIZE.w, y: Math.floor(n / ACROSS) * SIZE.h, ...SIZE },
    }))
    const canvas = createCanvas(Math.min(ACROSS, places.length) * SIZE.w, Math.ceil(places.length / ACROSS) * SIZE.h)
    const brush = canvas.getContext('2d')
    for (const { thumbnail, box } of places) {
      const frame = thumbnail.track && (await this.#frameOf(thumbnail.track, thumbnail.fromMs))
      if (frame) brush.putImageData(frame, box.x, box.y)
      else await this.#paintBoard(brush, thumbnail.fromMs, box)
    }
    return { jpeg: await canvas.encode('jpeg', QUALITY), places }
  }

  async #paintBoard(brush: Parameters<typeof paintBoard>[0], t: number, box: Box): Promise<void> {
    const state = await this.#fold.stateAt(t)
    const scene = new BoardScene(recordsOf(state, pageOf(state)))
    await this.#pictures.load(scene.pictures.values())
    brush.fillStyle = BOARD_COLOUR
    brush.fillRect(box.x, box.y, box.w, box.h)
    paintBoard(brush, scene, this.#pictures, viewOf(scene), box)
  }

  /** What a track showed at a moment; null where that cannot be told. */
  async #frameOf(track: Track, t: number): Promise<ImageData | null> {
    const { store, timeline, folder, signal } = this.#parts
    const path = join(folder, `${track.id}.track`)
    try {
      if (!(await writeTrackFile(store, path, { index: timeline.index, track, fromMs: t, toMs: t + 1 }))) return null
      const pixels = await runFfmpeg(frameCommand(path, t / 1000), { signal })
      if (pixels.length !== SIZE.w * SIZE.h * 4) return null
      return new ImageData(new Uint8ClampedArray(pixels), SIZE.w, SIZE.h)
    } catch (error) {
      if (error instanceof FfmpegError) return null
      throw error
    } finally {
      await rm(path, { force: true })
    }
  }
}

const frameCommand = (path: string, seconds: number): string[] => {
  const fit = `scale=${SIZE.w}:${SIZE.h}:force_original_aspect_ratio=decrease,pad=${SIZE.w}:${SIZE.h}:(ow-iw)/2:(oh-ih)/2`
  const at = `setpts=PTS-(${seconds})/TB,fps=5:start_time=0`
  const output = ['-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'rgba', '-']
  return ['-hide_banner', '-nostdin', '-loglevel', 'error', '-copyts', '-i', path, '-vf', `${at},${fit}`, ...output]
}
