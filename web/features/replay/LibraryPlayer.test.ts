import type { Track } from '@lectern/recording/timeline'
import { expect, test, vi } from 'vitest'
import { LibraryPlayer, type OpenStream } from './LibraryPlayer.ts'
import type { TrackPlayer } from './TrackPlayer.ts'

/** Ten seconds, ten missing, ten more: twenty in the library. */
const TRACK: Track = {
  id: 'cam',
  userId: 'ada',
  source: 'camera',
  mime: 'video/mp4',
  width: null,
  height: null,
  segments: [[100_000, 10_000, 1], null, [120_000, 10_000, 1]],
  ended: 'closed',
}
const clock = (seconds: number) => ({ t: seconds * 1000, playing: true, rate: 1, waiting: false, ended: false })

function play(openStream?: OpenStream) {
  const element = {
    currentTime: 0,
    playbackRate: 1,
    paused: true,
    readyState: 4,
    async play() {
      element.paused = false
    },
    pause() {
      element.paused = true
    },
  }
  const closed = vi.fn()
  let fail: () => void = () => undefined
  const local = { element: null as never, follow: vi.fn(() => 'ready' as const), close: vi.fn() } satisfies TrackPlayer
  const player = new LibraryPlayer({
    element: element as unknown as HTMLMediaElement,
    url: 'https://library.test/cam.m3u8',
    openStream:
      openStream ??
      (async (_element, _url, onFailed) => {
        fail = onFailed
        return { close: closed }
      }),
    makeLocal: () => local,
    onBlocked: () => undefined,
  })
  return { player, element, local, closed, fail: () => fail() }
}

test('[RP6] the class’s time is turned into the library’s, which has no gaps', () => {
  const { player, element } = play()
  expect(player.follow(clock(103), TRACK)).toBe('ready')
  expect(element.currentTime).toBe(3)
  expect(player.follow(clock(115), TRACK)).toBe('none')
  expect(element.paused).toBe(true)
  expect(player.follow(clock(121), TRACK)).toBe('ready')
  expect(element.currentTime).toBe(11)
})

test('[RP6] where the library fails, our own store goes on with it', async () => {
  const { player, local, closed, fail } = play()
  fail()
  await vi.waitFor(() => expect(closed).toHaveBeenCalled())
  expect(player.follow(clock(103), TRACK)).toBe('ready')
  expect(local.follow).toHaveBeenCalledOnce()
  player.close()
  expect(local.close).toHaveBeenCalledOnce()
})

test('so it is where the library cannot even be tried', async () => {
  const { player, local } = play(() => Promise.reject(new Error('no player')))
  await vi.waitFor(() => {
    player.follow(clock(103), TRACK)
    expect(local.follow).toHaveBeenCalled()
  })
})
