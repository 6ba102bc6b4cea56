import type { Browser } from 'playwright-core'

const RIFF_HEADER = 12
const CHUNK_HEADER = 8

/** A key frame of VP8, 320 × 180, as one packet can hold it: a lossy WebP picture is one, in a wrapper. */
export async function keyFrame(browser: Browser): Promise<Buffer> {
  const page = await browser.newPage()
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 320
    canvas.height = 180
    const pen = canvas.getContext('2d')!
    pen.fillStyle = '#357'
    pen.fillRect(0, 0, 320, 180)
    pen.fillStyle = '#fed'
    pen.fillRect(100, 40, 120, 100)
    return canvas.toDataURL('image/webp', 0.3).split(',')[1]!
  })
  await page.close()
  return vp8Chunk(Buffer.from(base64, 'base64'))
}

function vp8Chunk(webp: Buffer): Buffer {
  for (let at = RIFF_HEADER; at < webp.length; ) {
    const length = webp.readUInt32LE(at + 4)
    const body = webp.subarray(at + CHUNK_HEADER, at + CHUNK_HEADER + length)
    if (webp.toString('latin1', at, at + 4) === 'VP8 ') return body
    at += CHUNK_HEADER + length + (length % 2)
  }
  throw new Error('The browser made no lossy picture.')
}
