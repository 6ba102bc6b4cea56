import { type Image, loadImage } from '@napi-rs/canvas'

const MAX_CHARS = 300_000
/** Pixels of a picture that is unpacked; a few kilobytes can claim to be gigabytes. */
const MAX_PIXELS = 25_000_000
const KEPT = 200
const DATA_URL = /^data:image\/(?:png|jpeg|gif|webp);base64,/

/** Pictures of boards, unpacked once. */
export class Pictures {
  readonly #images = new Map<string, Image | null>()

  /** Unpacks those that are not there yet. */
  async load(sources: Iterable<string>): Promise<void> {
    for (const src of sources) {
      if (this.#images.has(src)) continue
      const [oldest] = this.#images.keys()
      if (oldest !== undefined && this.#images.size >= KEPT) this.#images.delete(oldest)
      this.#images.set(src, await unpack(src))
    }
  }

  /** Null where it cannot be shown. */
  get(src: string | undefined): Image | null {
    return (src && this.#images.get(src)) || null
  }
}

async function unpack(src: string): Promise<Image | null> {
  if (src.length > MAX_CHARS || !DATA_URL.test(src)) return null
  const bytes = Buffer.from(src.slice(src.indexOf(',') + 1), 'base64')
  const size = pictureSize(bytes)
  if (!size || size.width * size.height > MAX_PIXELS) return null
  return loadImage(bytes).catch(() => null)
}

interface Size {
  width: number
  height: number
}

/** What a PNG, GIF, WebP or JPEG says of its size, without unpacking it; undefined where it says nothing. */
function pictureSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 30) return undefined
  if (bytes.readUInt32BE(0) === 0x89504e47) return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  if (bytes.toString('latin1', 0, 3) === 'GIF') return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
  if (bytes.toString('latin1', 8, 12) === 'WEBP') return webpSize(bytes)
  return bytes.readUInt16BE(0) === 0xffd8 ? jpegSize(bytes) : undefined
}

function webpSize(bytes: Buffer): Size | undefined {
  const form = bytes.toString('latin1', 12, 16)
  if (form === 'VP8X') return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
  if (form === 'VP8 ') return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
  if (form !== 'VP8L') return undefined
  const bits = bytes.readUInt32LE(21)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

function jpegSize(bytes: Buffer): Size | undefined {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1]!
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
  }
  return undefined
}
