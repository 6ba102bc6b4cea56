import type { Track } from '@lectern/recording/timeline'
import { expect, test } from 'vitest'
import { Replay } from './Replay.ts'
import { ReplayMedia } from './ReplayMedia.ts'
import { TestTimeline } from './TestTimeline.ts'
import type { TrackPlayer, TrackState } from './TrackPlayer.ts'

const part = (id: string, userId: string, source: Track['source'], from: number, to: number): Track => ({
  id,
  userId,
  source,
  mime: 'video/mp4',
  width: null,
  height: null,
  segments: [[from * 1000, (to - from) * 1000, 1]],
  ended: 'closed',
})

async function watch(tracks: Track[]) {
  let now = 0
  let tick: () => void = () => undefined
  const replay = await Replay.open({
    loader: new TestTimeline(600_000, { tracks }),
    now: () => now,
    everyTick: (each) => {
      tick = each
      return () => undefined
    },
  })
  const states = new Map<string, TrackState>()
  const levels = new Map<HTMLMediaElement, number>()
  const players = new Map<string, TrackPlayer & { isClosed: boolean }>()
  const media = new ReplayMedia(
    replay,
    (track) => {
      const player = {
        element: { tagName: track.source === 'camera' || track.source === 'screen' ? 'VIDEO' : 'AUDIO' } as never,
        isClosed: false,
        follow: () => states.get(track.id) ?? 'ready',
        close() {
          player.isClosed = true
        },
      }
      players.set(track.id, player)
      return player
    },
    { now: () => now, levelOf: (element) => levels.get(element) ?? -127 },
  )
  const pass = (ms: number) => {
    now += ms
    tick()
  }
  const open = () => [...players].filter(([, { isClosed }]) => !isClosed).map(([id]) => id)
  const at = async (seconds: number) => {
    replay.seek(seconds * 1000)
    await new Promise((resolve) => setImmediate(resolve))
    pass(40)
  }
  return { replay, media, players, states, levels, open, at, pass }
}

test('voices that play about now have players, pictures only where they are shown', async () => {
  const { media, open, at, replay } = await watch([
    part('voice', 'ada', 'microphone', 0, 60),
    part('cam', 'ada', 'camera', 0, 60),
    part('later', 'ada', 'microphone', 200, 260),
  ])
  await at(30)
  expect(open()).toEqual(['voice'])
  media.setWish('ada', 'camera', { height: 100 })
  await at(31)
  expect(open()).toEqual(['voice', 'cam'])
  expect(media.getSnapshot().remote.get('ada')?.camera).toBeDefined()
  media.setWish('ada', 'camera', null)
  await at(190)
  expect(open()).toEqual(['later'])
  expect(media.getSnapshot().remote.size).toBe(0)
  replay.close()
})

test('[RP4] a picture that is missing holds the clock, but not for ever', async () => {
  const { replay, states, pass, at } = await watch([part('voice', 'ada', 'microphone', 0, 60)])
  await at(1)
  states.set('voice', 'loading')
  replay.play()
  pass(40)
  pass(1000)
  expect(replay.clock.getSnapshot().waiting).toBe(true)
  pass(9000)
  pass(40)
  expect(replay.clock.getSnapshot().waiting).toBe(false)
  states.set('voice', 'ready')
  pass(40)
  expect(replay.clock.getSnapshot()).toMatchObject({ playing: true, waiting: false })
  replay.close()
})

test('pictures are silent, and voices when one wants it so', async () => {
  const { replay, media, players, at } = await watch([
    part('voice', 'ada', 'microphone', 0, 60),
    part('cam', 'ada', 'camera', 0, 60),
  ])
  media.setWish('ada', 'camera', { height: 100 })
  await at(1)
  const muted = () => [...players.values()].map(({ element }) => element.muted)
  expect(muted()).toEqual([false, true])
  media.setMuted(true)
  expect(muted()).toEqual([true, true])
  replay.close()
})

test('who is heard speaks, the loudest first, and nobody while it stands still', async () => {
  const { replay, media, players, levels, at, pass } = await watch([
    part('one', 'ada', 'microphone', 0, 60),
    part('two', 'sam', 'microphone', 0, 60),
    part('three', 'kim', 'microphone', 0, 60),
  ])
  await at(1)
  levels.set(players.get('one')!.element, -40)
  levels.set(players.get('two')!.element, -20)
  levels.set(players.get('three')!.element, -70)
  replay.play()
  pass(300)
  expect(media.getSnapshot().speakers.map(({ userId }) => userId)).toEqual(['sam', 'ada'])
  replay.pause()
  pass(300)
  expect(media.getSnapshot().speakers).toEqual([])
  replay.close()
})
