import type { Locator, Page } from 'playwright-core'

/** 41 bits hold epoch ms until 2039; seven more make sure that a picture is one of ours. */
const BITS = 48
const CHECK = 127
const COLUMNS = 8

/**
 * From now on the page shares, when it shares its screen, a picture that carries the time at which it was painted: black and white
 * fields, coarse enough to survive any encoder. Before the page is opened.
 */
export async function shareBurntClock(page: Page): Promise<void> {
  await page.addInitScript(
    ({ bits, check, columns }) => {
      navigator.mediaDevices.getDisplayMedia = async () => {
        const canvas = document.createElement('canvas')
        canvas.width = 640
        canvas.height = 360
        const context = canvas.getContext('2d')!
        const rows = bits / columns
        const paint = () => {
          const now = Date.now()
          const text = (BigInt(now) * 128n + BigInt(now % check)).toString(2).padStart(bits, '0')
          for (let bit = 0; bit < bits; bit += 1) {
            context.fillStyle = text[bit] === '1' ? '#fff' : '#000'
            const [x, y] = [bit % columns, Math.floor(bit / columns)]
            context.fillRect(x * (640 / columns), y * (360 / rows), 640 / columns, 360 / rows)
          }
        }
        paint()
        setInterval(paint, 33)
        return canvas.captureStream(30)
      }
    },
    { bits: BITS, check: CHECK, columns: COLUMNS },
  )
}

/** A picture that was shown: when it was painted (epoch ms), and where the video has it, ms. */
export interface BurntFrame {
  paintedAt: number
  mediaMs: number
}

/** The next picture of a playing video that can be read: encoders leave a few of them in pieces. */
export async function nextBurntFrame(video: Locator): Promise<BurntFrame> {
  return video.evaluate(
    async (element, { bits, check, columns }) => {
      const picture = element as HTMLVideoElement
      const canvas = document.createElement('canvas')
      const context = canvas.getContext('2d', { willReadFrequently: true })!
      const rows = bits / columns
      const read = (): number | undefined => {
        canvas.width = picture.videoWidth
        canvas.height = picture.videoHeight
        context.drawImage(picture, 0, 0)
        let text = ''
        for (let bit = 0; bit < bits; bit += 1) {
          const x = ((bit % columns) + 0.5) * (canvas.width / columns)
          const y = (Math.floor(bit / columns) + 0.5) * (canvas.height / rows)
          text += context.getImageData(x, y, 1, 1).data[1]! > 127 ? '1' : '0'
        }
        const value = BigInt(`0b${text}`)
        const time = Number(value / 128n)
        return Number(value % 128n) === time % check ? time : undefined
      }
      for (;;) {
        const { mediaTime } = await new Promise<VideoFrameCallbackMetadata>((resolve) => {
          picture.requestVideoFrameCallback((_now, metadata) => resolve(metadata))
        })
        const paintedAt = read()
        if (paintedAt !== undefined) return { paintedAt, mediaMs: mediaTime * 1000 }
      }
    },
    { bits: BITS, check: CHECK, columns: COLUMNS },
  )
}
