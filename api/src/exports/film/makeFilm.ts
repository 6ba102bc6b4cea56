import { createReadStream } from 'node:fs'
import { mkdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ObjectStore, StoredTimeline } from '@lectern/recording'
import { applyChanges, TimelineFold, type Track } from '@lectern/recording/timeline'
import { StudioError } from '../studio/StudioError.ts'
import { chapterFile } from './chapterFile.ts'
import { clockOf } from './clockOf.ts'
import { filmPlan, type Scene } from './filmPlan.ts'
import { Plate } from './Plate.ts'
import { FfmpegError, runFfmpeg } from './runFfmpeg.ts'
import { joinCommand, PLATES_PER_SECOND, sceneCommand } from './sceneCommand.ts'
import { writeTrackFile } from './trackFile.ts'

const PLATE_MS = 1000 / PLATES_PER_SECOND
/** What a film of ordinary pictures takes on disk while it is made, and some more. */
const BYTES_PER_SECOND = 150_000
const SPARE_BYTES = 100_000_000

export interface FilmParts {
  store: ObjectStore
  timeline: StoredTimeline
  /** Of the recording, where it was given one of its own. */
  title: string
  /** For this film alone: what an earlier try left there is used. */
  folder: string
  /** Where the film goes in the store. */
  key: string
  signal: AbortSignal
  onProgress(percent: number): void
}

/** Makes one file of a class, scene by scene, and puts it into the store; answers its bytes. Throws `StudioError`. */
export async function makeFilm(parts: FilmParts): Promise<number> {
  const scenes = filmPlan(parts.timeline.index)
  if (scenes.length === 0) throw new StudioError('Nothing of this class was recorded.')
  await mkdir(parts.folder, { recursive: true })
  const total = scenes.reduce((sum, scene) => sum + lengthOf(scene), 0)
  await requireRoom(parts.folder, total)
  const maker = new FilmMaker(parts)
  let done = 0
  for (const [n, scene] of scenes.entries()) {
    await maker.make(scene, n)
    done += lengthOf(scene)
    parts.onProgress(Math.floor((done * 95) / total))
  }
  return maker.join(scenes)
}

const lengthOf = ({ fromMs, toMs }: Scene) => toMs - fromMs

async function requireRoom(folder: string, totalMs: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < (totalMs / 1000) * BYTES_PER_SECOND + SPARE_BYTES) {
    throw new StudioError('There is not enough room on the disk of the server to make this film.')
  }
}

class FilmMaker {
  readonly #parts: FilmParts
  readonly #fold: TimelineFold
  readonly #plate = new Plate()

  constructor(parts: FilmParts) {
    this.#parts = parts
    this.#fold = new TimelineFold(parts.timeline.index, parts.timeline.load)
  }

  /** One scene as a file, unless an earlier try made it. */
  async make(scene: Scene, n: number): Promise<void> {
    const path = this.#pathOf(n)
    if (await exists(path)) return
    const files = await this.#fetch(scene)
    try {
      await this.#render(scene, { ...files, out: `${path}.part` })
    } finally {
      const fetched = [files.share, files.camera, ...files.voices].filter((file) => file !== null)
      for (const file of fetched) await rm(file, { force: true })
    }
    await rename(`${path}.part`, path)
  }

  /** All scenes as one film, in the store. */
  async join(scenes: readonly Scene[]): Promise<number> {
    const { folder, store, key, signal, timeline, title } = this.#parts
    const [list, chapters, out] = ['scenes.txt', 'chapters.txt', 'film.mp4'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    const lines = scenes.map((scene, n) => `file '${n}.mkv'\nduration ${lengthOf(scene) / 1000}\n`)
    await writeFile(list, `ffconcat version 1.0\n${lines.join('')}`)
    await writeFile(chapters, chapterFile(title, timeline.index.marks, scenes))
    await runFfmpeg(joinCommand({ list, chapters, out }), { signal })
    const { size } = await stat(out)
    await store.putStream(key, createReadStream(out, { signal }))
    return size
  }

  #pathOf(n: number): string {
    return join(this.#parts.folder, `${n}.mkv`)
  }

  async #fetch({ fromMs, toMs, share, camera, voices }: Scene) {
    const { store, timeline, folder } = this.#parts
    const fetched = async (track: Track | null): Promise<string | null> => {
      if (!track) return null
      const path = join(folder, `${track.id}.track`)
      return (await writeTrackFile(store, path, { index: timeline.index, track, fromMs, toMs })) ? path : null
    }
    const heard: string[] = []
    for (const voice of voices) {
      const file = await fetched(voice)
      if (file !== null) heard.push(file)
    }
    return { share: await fetched(share), camera: await fetched(camera), voices: heard }
  }

  /** A track that ffmpeg cannot read costs its scene the pictures, or the sound, and not the film. */
  async #render(scene: Scene, files: Parameters<typeof sceneCommand>[1]): Promise<void> {
    const tries = [files, { ...files, share: null, camera: null }, { ...files, share: null, camera: null, voices: [] }]
    for (const [n, each] of tries.entries()) {
      try {
        await runFfmpeg(sceneCommand(scene, each), {
          signal: this.#parts.signal,
          input: this.#plates(scene, each.share !== null),
        })
        return
      } catch (error) {
        if (!(error instanceof FfmpegError) || n === tries.length - 1) throw error
      }
    }
  }

  async *#plates({ fromMs, toMs, speaker }: Scene, hasShare: boolean): AsyncGenerator<Uint8Array> {
    const { index } = this.#fold
    let state = await this.#fold.stateAt(fromMs)
    for (let t = fromMs; t < toMs; t += PLATE_MS) {
      if (t > fromMs) state = applyChanges(state, await this.#fold.changesBetween(t - PLATE_MS, t))
      const person = speaker === null ? null : (index.people[speaker] ?? null)
      const pixels = await this.#plate.paint({
        state,
        speaker: person,
        title: this.#parts.title,
        clock: clockOf(t),
        hasShare,
      })
      yield Buffer.from(pixels)
    }
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
