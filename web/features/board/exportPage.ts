import type { Editor } from 'tldraw'

export type PictureFormat = 'png' | 'svg'

/** Downloads what is on the page as a picture. False where there is nothing on it. */
export async function exportPage(editor: Editor, format: PictureFormat, name: string): Promise<boolean> {
  const shapes = [...editor.getCurrentPageShapeIds()]
  if (shapes.length === 0) return false
  const { blob } = await editor.toImage(shapes, {
    format,
    background: true,
    padding: 32,
    darkMode: false,
    pixelRatio: 2,
  })
  download(blob, `${fileName(name)}.${format}`)
  return true
}

/** The name without what file systems dislike. */
export function fileName(name: string): string {
  const plain = name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').replace(/\s+/g, ' ')
  return plain.trim().slice(0, 80) || 'Board'
}

function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads the address after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
