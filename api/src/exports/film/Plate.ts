import type { TimelinePerson, TimelineState } from '@lectern/recording/timeline'
import { createCanvas } from '@napi-rs/canvas'
import { BoardScene } from '../board/BoardScene.ts'
import { type Box, union } from '../board/geometry.ts'
import { paintBoard } from '../board/paintBoard.ts'
import { Pictures } from '../board/pictures.ts'
import { BACKDROP, FILM, STAGE, TILE } from './sceneCommand.ts'

/** What of a page is seen at least. */
const VIEW: Box = { x: 0, y: 0, w: 1200, h: 900 }
const MARGIN = 40
/** The view grows in steps, so that it does not creep while somebody draws at its edge. */
const STEP = 200
const HUES = 12
const FONT = '"board-sans-0", sans-serif'

interface Shown {
  state: TimelineState
  speaker: TimelinePerson | null
  title: string
  /** Of the class. */
  clock: string
  hasShare: boolean
}

export const pageOf = ({ stage }: TimelineState): string => {
  const { page } = (stage?.class ?? {}) as { page?: unknown }
  return typeof page === 'string' ? page : '1'
}

export const recordsOf = (state: TimelineState, page: string): Record<string, unknown> => {
  const { records } = state[`board/${page}`] ?? {}
  return typeof records === 'object' ? records : {}
}

/** What of a page is to be seen: all that is on it, and never less than a screen. */
export function viewOf(scene: BoardScene): Box {
  const bounds = scene.bounds
  if (!bounds) return VIEW
  const left = Math.floor((bounds.x - MARGIN) / STEP) * STEP
  const top = Math.floor((bounds.y - MARGIN) / STEP) * STEP
  const right = Math.ceil((bounds.x + bounds.w + MARGIN) / STEP) * STEP
  const bottom = Math.ceil((bounds.y + bounds.h + MARGIN) / STEP) * STEP
  return union(VIEW, { x: left, y: top, w: right - left, h: bottom - top })
}

/** The picture behind share and camera: the board, who speaks, the title and the clock of the class. */
export class Plate {
  readonly #canvas = createCanvas(FILM.width, FILM.height)
  readonly #pictures = new Pictures()
  #painted: Record<string, unknown> | undefined

  /** Pixels, RGBA, line by line. They are overwritten by the next one. */
  async paint({ state, speaker, title, clock, hasShare }: Shown): Promise<Buffer> {
    const records = recordsOf(state, pageOf(state))
    if (!hasShare && records !== this.#painted) await this.#paintBoard(records)
    this.#paintSide(speaker, title, clock)
    return this.#canvas.data()
  }

  async #paintBoard(records: Record<string, unknown>): Promise<void> {
    const scene = new BoardScene(records)
    await this.#pictures.load(scene.pictures.values())
    paintBoard(this.#canvas.getContext('2d'), scene, this.#pictures, viewOf(scene), STAGE)
    this.#painted = records
  }

  #paintSide(speaker: TimelinePerson | null, title: string, clock: string): void {
    const brush = this.#canvas.getContext('2d')
    brush.fillStyle = BACKDROP
    brush.fillRect(TILE.x, 0, TILE.w, FILM.height)
    if (speaker) this.#paintSpeaker(speaker)
    brush.textAlign = 'left'
    brush.fillStyle = '#f2f2f0'
    brush.font = `18px ${FONT}`
    brush.fillText(title, TILE.x + 20, FILM.height - 48, TILE.w - 40)
    brush.fillStyle = '#a9adb5'
    brush.font = `16px ${FONT}`
    brush.fillText(clock, TILE.x + 20, FILM.height - 22)
  }

  /** Seen where the camera is off; the name in any case. */
  #paintSpeaker({ name, hue }: TimelinePerson): void {
    const brush = this.#canvas.getContext('2d')
    const [x, y] = [TILE.x + TILE.w / 2, TILE.y + TILE.h / 2]
    brush.fillStyle = `hsl(${(hue * 360) / HUES}, 45%, 40%)`
    brush.beginPath()
    brush.arc(x, y, 60, 0, 2 * Math.PI)
    brush.fill()
    brush.fillStyle = '#ffffff'
    brush.textAlign = 'center'
    brush.font = `44px ${FONT}`
    brush.fillText(initialsOf(name), x, y + 16, 100)
    brush.textAlign = 'left'
    brush.font = `20px ${FONT}`
    brush.fillText(name, TILE.x + 20, TILE.y + TILE.h + 32, TILE.w - 40)
  }
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}
