/** How long a page took to another moment after the press on its time bar, ms. */
export interface SeekTimes {
  /** All documents were set to it. */
  state: number
  /** The page was painted after that. */
  painted: number
  /** A picture of that moment was shown; null where none came in time. */
  picture: number | null
}

declare global {
  interface Window {
    /** Watches the next press on the time bar, which is to lead to this class time, in seconds. */
    watchSeek: (pictureAt: number) => void
    /** Of the press that was watched last. */
    seekTimes: Promise<SeekTimes>
    /** Ms after the page was asked for at which its first picture was shown. */
    firstPicture: Promise<number>
  }
}

/** Runs in the page before anything else, and so must need nothing from outside itself. */
export function watchSeek(): void {
  /** A picture counts as that of a moment when it is no further from it than this, s. */
  const NEAR_S = 0.5
  const PATIENCE_MS = 15_000
  const videos = new Set<HTMLVideoElement>()
  const listeners = new Set<(mediaTime: number) => void>()

  const follow = (video: HTMLVideoElement) => {
    if (videos.has(video)) return
    videos.add(video)
    const shown = (_now: number, { mediaTime }: VideoFrameCallbackMetadata) => {
      for (const listener of [...listeners]) listener(mediaTime)
      video.requestVideoFrameCallback(shown)
    }
    video.requestVideoFrameCallback(shown)
  }
  const { set, get } = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'src')!
  Object.defineProperty(HTMLMediaElement.prototype, 'src', {
    get,
    set(this: HTMLMediaElement, url: string) {
      if (this instanceof HTMLVideoElement) follow(this)
      set!.call(this, url)
    },
  })

  const nextPicture = (isRight: (mediaTime: number) => boolean) =>
    new Promise<number>((resolve) => {
      const listener = (mediaTime: number) => {
        if (!isRight(mediaTime)) return
        listeners.delete(listener)
        resolve(performance.now())
      }
      listeners.add(listener)
    })
  const nextState = () =>
    new Promise<number>((resolve) => {
      const observer = new PerformanceObserver((list) => {
        const [entry] = list.getEntriesByName('replay:state')
        if (!entry) return
        observer.disconnect()
        resolve(entry.startTime + entry.duration)
      })
      observer.observe({ type: 'measure' })
    })
  const nextPaint = () =>
    new Promise<number>((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))))

  window.firstPicture = nextPicture(() => true)
  const timesOfNextPress = async (pictureAt: number): Promise<SeekTimes> => {
    const pressed = new Promise<number>((resolve) => {
      addEventListener('pointerdown', () => resolve(performance.now()), { once: true, capture: true })
    })
    const state = nextState()
    const painted = state.then(nextPaint)
    const tooLate = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS))
    const picture = Promise.race([nextPicture((at) => Math.abs(at - pictureAt) < NEAR_S), tooLate])
    const begun = await pressed
    const since = (at: number) => at - begun
    const shownAt = await picture
    return { state: since(await state), painted: since(await painted), picture: shownAt && since(shownAt) }
  }
  window.watchSeek = (pictureAt) => {
    window.seekTimes = timesOfNextPress(pictureAt)
  }
}
