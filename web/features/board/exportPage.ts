import { type Editor, getSvgAsImage } from '@tldraw/tldraw'
import { downloadBlob } from '../classroom/downloadBlob.ts'
import { widenText } from './widenText.ts'

export type PictureFormat = 'png' | 'svg'

/** Device pixels per pixel of the board, so that a picture can be printed. */
const PIXEL_RATIO = 2

/** Downloads what is on the page as a picture. False where there is nothing on it. */
export async function exportPage(editor: Editor, format: PictureFormat, name: string): Promise<boolean> {
  const shapes = [...editor.getCurrentPageShapeIds()]
  const drawn = await editor.getSvgElement(shapes, { background: true, padding: 32, darkMode: false })
  if (!drawn) return false
  widenText(drawn.svg)
  const text = new XMLSerializer().serializeToString(drawn.svg)
  const { width, height } = drawn
  const blob =
    format === 'svg'
      ? new Blob([text], { type: 'image/svg+xml' })
      : await getSvgAsImage(text, { type: 'png', width, height, pixelRatio: PIXEL_RATIO })
  if (!blob) throw new Error('The picture is too large for this browser.')
  downloadBlob(blob, name, format)
  return true
}
