import type { VideoWish } from '@lectern/protocol'
import type { Wish } from './MediaControls.ts'

/** Tiles come and go together; one message for all of them, ms. */
const GATHER_MS = 30
const MOST = 64

/** The pictures that this page shows, and when to say so. */
export class WishList {
  readonly #send: (videos: VideoWish[]) => void
  readonly #wishes = new Map<string, VideoWish>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(send: (videos: VideoWish[]) => void) {
    this.#send = send
  }

  /** The whole list, in the order in which the pictures were first wished. */
  get videos(): VideoWish[] {
    return [...this.#wishes.values()].slice(0, MOST)
  }

  set(userId: string, source: 'camera' | 'screen', wish: Wish | null): void {
    const key = `${source} ${userId}`
    const before = this.#wishes.get(key)
    if (wish) this.#wishes.set(key, { userId, source, height: Math.round(wish.height), pinned: wish.pinned ?? false })
    else this.#wishes.delete(key)
    if (same(before, this.#wishes.get(key))) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#send(this.videos)
    }, GATHER_MS)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#wishes.clear()
  }
}

const same = (a: VideoWish | undefined, b: VideoWish | undefined) =>
  a === b || (a !== undefined && b !== undefined && a.height === b.height && a.pinned === b.pinned)
