/** Widths that are tried, in pixels; below the last a picture is no picture any more. */
const WIDTHS = [1600, 1200, 900, 640, 420]
const QUALITY = 0.8

/** A picture as data URL of at most `maxChars`: as it is where it fits, else drawn smaller. Throws where even that is too large. */
export async function shrinkPicture(file: File, maxChars: number): Promise<string> {
  const asItIs = await dataUrl(file)
  if (asItIs.length <= maxChars) return asItIs
  const bitmap = await createImageBitmap(file)
  for (const width of WIDTHS) {
    const smaller = await dataUrl(await drawn(bitmap, Math.min(width, bitmap.width)))
    if (smaller.length <= maxChars) return smaller
  }
  throw new Error('The picture is too large for the board.')
}

async function drawn(bitmap: ImageBitmap, width: number): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = Math.max(1, Math.round((bitmap.height * width) / bitmap.width))
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', QUALITY))
  if (!blob) throw new Error('The picture could not be read.')
  return blob
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result as string)
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}
