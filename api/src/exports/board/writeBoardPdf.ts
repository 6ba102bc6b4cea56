import { writeFile } from 'node:fs/promises'
import type { StoredTimeline } from '@lectern/recording'
import { TimelineFold, type TimelineState } from '@lectern/recording/timeline'
import { PDFDocument, type SKRSContext2D } from '@napi-rs/canvas'
import { recordsOf, viewOf } from '../film/Plate.ts'
import { BoardScene } from './BoardScene.ts'
import { paintBoard } from './paintBoard.ts'
import { Pictures } from './pictures.ts'

/** Points; as wide as A4 lies. */
const WIDTH = 842
const MAX_HEIGHT = 5000
const HEADER = 30

interface BoardPdf {
  timeline: StoredTimeline
  /** Null: as it was at the end. */
  atMs: number | null
  path: string
}

interface Page {
  id: string
  title: string
}

/** Pages of the board in the order in which people saw them. */
function pagesOf({ stage }: TimelineState): Page[] {
  const pages = Object.entries((stage?.pages ?? {}) as Record<string, { title?: unknown; order?: unknown }>)
  return pages
    .sort(([, a], [, b]) => Number(a.order ?? 0) - Number(b.order ?? 0))
    .map(([id, { title }]) => ({ id, title: typeof title === 'string' && title !== '' ? title : `Page ${id}` }))
}

/** Writes the board as a PDF, a page for each of its pages, lines and letters as such; answers how many there are. */
export async function writeBoardPdf({ timeline, atMs, path }: BoardPdf): Promise<number> {
  const { index, load } = timeline
  const state = await new TimelineFold(index, load).stateAt(atMs ?? index.endMs)
  const pages = pagesOf(state)
  const shown = pages.length > 0 ? pages : [{ id: '1', title: 'Page 1' }]
  const pdf = new PDFDocument({ title: index.title, creator: 'Lectern' })
  const pictures = new Pictures()
  for (const page of shown) {
    const scene = new BoardScene(recordsOf(state, page.id))
    await pictures.load(scene.pictures.values())
    const view = viewOf(scene)
    const height = Math.min(MAX_HEIGHT, (WIDTH * view.h) / view.w)
    // The same brush as a canvas has, though its types say less.
    const brush = pdf.beginPage(WIDTH, height + HEADER) as unknown as SKRSContext2D
    brush.fillStyle = '#1d1d1d'
    brush.font = '14px "board-sans-0", sans-serif'
    brush.fillText(page.title, 16, 20, WIDTH - 32)
    paintBoard(brush, scene, pictures, view, { x: 0, y: HEADER, w: WIDTH, h: height })
    pdf.endPage()
  }
  await writeFile(path, pdf.close())
  return shown.length
}
