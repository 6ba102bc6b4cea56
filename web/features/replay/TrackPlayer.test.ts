import type { Track } from '@lectern/recording/timeline'
import { afterEach, expect, test, vi } from 'vitest'
import { ReplayError } from './ReplayLoader.ts'
import { SegmentPlayer } from './TrackPlayer.ts'

const SEGMENT_S = 4

/** Segments of 4 s from `from` on (s); null where one is missing. */
function track(from: number, segments: readonly (number | null)[]): Track {
  return {
    id: 'cam',
    userId: 'ada',
    source: 'camera',
    mime: 'video/mp4; codecs="avc1.42e01f"',
    width: 640,
    height: 360,
    segments: segments.map((has, n) => (has === null ? null : [(from + n * SEGMENT_S) * 1000, SEGMENT_S * 1000, 1000])),
    ended: 'closed',
  }
}

/** Stands for the browser's media source and element: what is appended (the byte says which segment) is buffered. */
class FakeMedia extends EventTarget {
  readonly buffer = new FakeBuffer(this)
  readyState = 'open'
  mime = ''
  ranges: [number, number][] = []
  readonly element: HTMLVideoElement

  constructor() {
    super()
    const { buffer } = this
    const media = this
    const fields = {
      currentTime: 0,
      playbackRate: 1,
      paused: true,
      src: '',
      readyState: 4,
      get buffered() {
        const { ranges } = media
        return { length: ranges.length, start: (n: number) => ranges[n]![0], end: (n: number) => ranges[n]![1] }
      },
      async play(this: { paused: boolean }) {
        this.paused = false
      },
      pause(this: { paused: boolean }) {
        this.paused = true
      },
      load: () => undefined,
      removeAttribute: () => undefined,
    }
    // Not by assigning, which would read what changes.
    this.element = Object.defineProperties(
      new EventTarget(),
      Object.getOwnPropertyDescriptors(fields),
    ) as HTMLVideoElement
    buffer.ranges = this.ranges
  }

  addSourceBuffer(mime: string): FakeBuffer {
    this.mime = mime
    return this.buffer
  }
}

class FakeBuffer extends EventTarget {
  ranges: [number, number][] = []
  readonly appended: number[] = []
  readonly removed: [number, number][] = []
  /** Throws with the next append. */
  refuses: DOMException | null = null
  readonly #media: FakeMedia

  constructor(media: FakeMedia) {
    super()
    this.#media = media
  }

  appendBuffer(bytes: ArrayBuffer): void {
    const refusal = this.refuses
    this.refuses = null
    if (refusal) throw refusal
    const [from = 0, length = 0] = new Float64Array(bytes)
    this.appended.push(from)
    if (length > 0) this.#media.ranges.push([from, from + length])
    queueMicrotask(() => this.dispatchEvent(new Event('updateend')))
  }

  remove(from: number, to: number): void {
    this.removed.push([from, to])
    this.#media.ranges.splice(
      0,
      Number.POSITIVE_INFINITY,
      ...this.#media.ranges.filter(([a, b]) => b <= from || a >= to),
    )
    queueMicrotask(() => this.dispatchEvent(new Event('updateend')))
  }
}

const INIT = -1
const closing: SegmentPlayer[] = []
afterEach(() => {
  for (const player of closing.splice(0)) player.close()
})

function play(made: Track, fail: (n: number) => ReplayError | null = () => null) {
  const media = new FakeMedia()
  const asked: number[] = []
  const player = new SegmentPlayer({
    track: made,
    element: media.element,
    loader: {
      init: async () => new Float64Array([INIT, 0]).buffer,
      segment: async (_id, n, signal) => {
        asked.push(n)
        await new Promise((resolve) => setImmediate(resolve))
        signal?.throwIfAborted()
        const problem = fail(n)
        if (problem) throw problem
        return new Float64Array([made.segments[n]![0] / 1000, SEGMENT_S]).buffer
      },
    },
    onBlocked: () => undefined,
    makeSource: () => media as unknown as MediaSource,
    addressOf: () => 'memory:1',
  })
  closing.push(player)
  media.dispatchEvent(new Event('sourceopen'))
  const follow = (seconds: number, fields = {}) =>
    player.follow({ t: seconds * 1000, playing: true, rate: 1, waiting: false, ended: false, ...fields }, made)
  /** Follows the clock at one moment until it says so. */
  const until = (seconds: number, state: string) =>
    vi.waitFor(() => expect(follow(seconds)).toBe(state), { interval: 2 })
  return { player, media, asked, follow, until, element: media.element }
}

const TEN = Array.from({ length: 10 }, (_, n) => n)

test('[RP4] what it begins with is appended first, then segments in order, and the element is at the class’s time', async () => {
  const { media, until, element, follow } = play(track(100, TEN))
  expect(follow(101)).toBe('loading')
  await until(101, 'ready')
  expect(media.mime).toContain('avc1')
  expect(media.buffer.appended.slice(0, 2)).toEqual([INIT, 100])
  expect(element.currentTime).toBe(101)
  await vi.waitFor(() => expect(element.paused).toBe(false))
})

test('[RP4] the element is never sent beside what is loaded, where it would seek for ever', async () => {
  const { follow, until, element, media } = play(track(100, TEN))
  await until(101, 'ready')
  expect(follow(99.95)).toBe('none')
  media.ranges.splice(0, media.ranges.length, [100.08, 104])
  follow(100.02, { playing: false })
  expect(element.currentTime).toBe(100.08)
})

test('some twenty seconds are loaded ahead, and no more', async () => {
  const { asked, until } = play(
    track(
      0,
      Array.from({ length: 100 }, (_, n) => n),
    ),
  )
  await until(0, 'ready')
  await vi.waitFor(
    async () => {
      await until(0, 'ready')
      expect(asked).toHaveLength(5)
    },
    { interval: 2 },
  )
  await until(0, 'ready')
  expect(asked).toEqual([0, 1, 2, 3, 4])
})

test('a moment without the track is nothing to wait for', async () => {
  const { follow, until, element } = play(track(100, [0, null, 2]))
  await until(101, 'ready')
  expect(follow(50)).toBe('none')
  expect(follow(105)).toBe('none')
  expect(element.paused).toBe(true)
  await until(109, 'ready')
  expect(follow(113)).toBe('none')
})

test('a leap loads what is there first, and gives up what is not wanted any more', async () => {
  const { follow, until, media, asked } = play(
    track(
      0,
      Array.from({ length: 100 }, (_, n) => n),
    ),
  )
  follow(0)
  await until(300, 'ready')
  expect(asked).toContain(75)
  expect(media.buffer.appended).toContain(300)
  expect(media.buffer.appended).not.toContain(12)
})

test('what lies far behind is let go, and comes again when it is needed again', async () => {
  const { until, media, asked } = play(track(0, TEN))
  for (let second = 0; second < 40; second += 2) await until(second, 'ready')
  expect(media.buffer.removed.length).toBeGreaterThan(0)
  expect(media.ranges.some(([from]) => from === 0)).toBe(false)
  await until(1, 'ready')
  expect(asked.filter((n) => n === 0)).toHaveLength(2)
})

test('[RP4] a segment that is gone is skipped at once, one that does not come after some tries', async () => {
  const gone = play(track(0, TEN), (n) => (n === 1 ? new ReplayError(404) : null))
  await gone.until(0, 'ready')
  await gone.until(5, 'none')
  expect(gone.asked.filter((n) => n === 1)).toHaveLength(1)
  await gone.until(9, 'ready')

  const flaky = play(track(0, TEN), (n) => (n === 1 ? new ReplayError(null) : null))
  await flaky.until(5, 'none')
  expect(flaky.asked.filter((n) => n === 1)).toHaveLength(3)
})

test('where the browser has no more room, room is made', async () => {
  const { until, media } = play(track(0, TEN))
  await until(8, 'ready')
  media.buffer.refuses = new DOMException('full', 'QuotaExceededError')
  await until(30, 'ready')
  expect(media.buffer.removed.length).toBeGreaterThan(0)
})

test('what the browser cannot play is left out', async () => {
  const { until, element, follow } = play(track(0, TEN))
  await until(0, 'ready')
  element.dispatchEvent(new Event('error'))
  expect(follow(1)).toBe('none')
})
