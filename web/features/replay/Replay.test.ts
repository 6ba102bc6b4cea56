import { TimelineFold, type TimelineIndex } from '@lectern/recording/timeline'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Replay, type ReplayClock } from './Replay.ts'
import { stateOfSecond, TestTimeline } from './TestTimeline.ts'

const MINUTE = 60_000

/** A replay whose time is in the hands of the test. */
async function open(timeline: TestTimeline, startMs?: number) {
  let now = 0
  let tick: () => void = () => undefined
  const replay = await Replay.open({
    loader: timeline,
    ...(startMs !== undefined && { startMs }),
    now: () => now,
    everyTick: (each) => {
      tick = each
      return () => undefined
    },
  })
  const documents = ['stage', 'board/1', 'notes'].map((name) => replay.document(name))
  /** Lets time pass in steps, and what is loaded meanwhile arrive. */
  const pass = async (ms: number, step = 40) => {
    for (let passed = 0; passed < ms; passed += step) {
      now += step
      tick()
      await settled()
    }
  }
  const shown = () => {
    const [stage, board, notes] = documents.map(({ doc }) => doc)
    return {
      stage: { class: stage!.getMap('class').toJSON() },
      'board/1': { records: board!.getMap('records').toJSON() },
      notes: { text: notes!.getText('text').toString() },
    }
  }
  const arrived = () => vi.waitFor(() => expect(replay.clock.getSnapshot().waiting).toBe(false))
  return { replay, pass, shown, arrived, clock: () => replay.clock.getSnapshot() }
}

/** Everything that promises were waiting for has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

const expected = (second: number) => ({ 'board/1': { records: {} }, notes: { text: '' }, ...stateOfSecond(second) })

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('[RP1] of large documents those are loaded that are on show or open, and others once they are opened', async () => {
  const timeline = new TestTimeline(10 * MINUTE)
  const replay = await Replay.open({ loader: timeline, startMs: 5 * MINUTE, everyTick: () => () => undefined })
  const documents = timeline.askedDocuments
  expect(documents()).toEqual(['board/1'])
  const notes = replay.document('notes')
  await vi.waitFor(() => expect(notes.doc.getText('text').toString()).toBe(stateOfSecond(300).notes!.text))
  expect(documents()).toEqual(['board/1', 'notes'])
  replay.seek(485_000)
  await vi.waitFor(() => expect(notes.doc.getText('text').toString()).toBe(stateOfSecond(485).notes!.text))
  notes.close()
  replay.seek(125_000)
  await vi.waitFor(() => expect(replay.state.stage).toEqual(stateOfSecond(125).stage))
  expect(replay.state.notes).toBeUndefined()
  expect(documents()).toEqual(['board/1', 'notes', 'notes', 'board/1', 'board/1'])
  replay.close()
})

test('[RP1] seeking shows the very state of a moment, forth and back', async () => {
  const { replay, shown } = await open(new TestTimeline(10 * MINUTE))
  for (const second of [0, 7, 300, 299, 12, 599, 13, 0]) {
    replay.seek(second * 1000 + 500)
    await vi.waitFor(() => expect(shown()).toEqual(expected(second)))
  }
  replay.close()
})

test('[RP1] documents that play are what the fold says of each moment', async () => {
  const timeline = new TestTimeline(MINUTE)
  const { replay, pass, shown, clock } = await open(timeline)
  const fold = new TimelineFold(await timeline.index(), (n) => timeline.chunk(n))
  replay.play()
  for (let step = 0; step < 20; step++) {
    await pass(1480)
    const { 'board/1': board, notes, stage } = await fold.stateAt(clock().t)
    expect(shown()).toEqual({ stage, 'board/1': board ?? { records: {} }, notes: notes ?? { text: '' } })
  }
  expect(clock().t).toBeGreaterThan(25_000)
  expect(replay.state.stage).toEqual(shown().stage)
  replay.close()
})

test('speed says how much of the class passes', async () => {
  const { replay, pass, clock } = await open(new TestTimeline(MINUTE))
  replay.play()
  replay.setRate(2)
  await pass(4000)
  expect(clock().t).toBe(8000)
  replay.setRate(0.5)
  await pass(4000)
  expect(clock().t).toBe(10_000)
  replay.pause()
  await pass(4000)
  expect(clock().t).toBe(10_000)
  replay.close()
})

test('it begins where it is asked to, and ends at the end; playing again begins anew', async () => {
  const { replay, pass, clock, arrived } = await open(new TestTimeline(MINUTE), 58_000)
  expect(clock().t).toBe(58_000)
  replay.play()
  await pass(3000)
  expect(clock()).toMatchObject({ t: MINUTE, playing: false, ended: true })
  replay.play()
  await arrived()
  expect(clock()).toMatchObject({ t: 0, playing: true, ended: false })
  replay.close()
})

test('[RP2] what was cut is neither played nor reached', async () => {
  const timeline = new TestTimeline(MINUTE, {
    recorded: [
      [5000, 10_000],
      [40_000, MINUTE],
    ],
  })
  const { replay, pass, clock, shown, arrived } = await open(timeline)
  expect(clock().t).toBe(5000)
  replay.play()
  const seen: number[] = []
  replay.clock.subscribe(() => seen.push(clock().t))
  await pass(8000)
  expect(seen.filter((t) => t > 10_000 && t < 40_000)).toEqual([])
  expect(clock().t).toBeGreaterThan(42_000)
  replay.seek(20_000)
  await arrived()
  expect(clock().t).toBe(40_000)
  expect(shown()).toEqual(expected(40))
  replay.close()
})

test('[RP3] while the class goes on more of it comes, up to what is complete', async () => {
  const timeline = new TestTimeline(20_000, { live: true, recorded: [[0, 20_000]] })
  const { replay, pass, clock } = await open(timeline)
  replay.seek(100_000)
  expect(clock().t).toBe(12_000)
  replay.play()
  await pass(3000)
  expect(clock()).toMatchObject({ t: 12_000, ended: false, playing: true })
  timeline.growTo(40_000)
  timeline.patch({ recorded: [[0, 40_000]] })
  await vi.advanceTimersByTimeAsync(2000)
  await pass(4000)
  expect(clock().t).toBe(16_000)
  timeline.patch({ live: false })
  await vi.advanceTimersByTimeAsync(2000)
  replay.seek(100_000)
  expect(clock().t).toBe(40_000)
  replay.close()
})

test('after an edit the same moment is shown as it is now', async () => {
  const timeline = new TestTimeline(20_000, { live: true })
  const { replay, clock } = await open(timeline, 9000)
  timeline.patch({ live: false, revision: 1, recorded: [[10_000, 20_000]] })
  await vi.advanceTimersByTimeAsync(2000)
  await vi.waitFor(() => expect(clock()).toMatchObject({ t: 10_000, waiting: false }))
  replay.close()
})

test('[RP4] the clock waits for what follows it, and goes on', async () => {
  const { replay, pass, clock } = await open(new TestTimeline(MINUTE))
  let ready = false
  const told: ReplayClock[] = []
  replay.addFollower({
    follow: (state) => {
      told.push(state)
      return ready
    },
  })
  replay.play()
  await pass(2000)
  expect(clock()).toMatchObject({ playing: true, waiting: true })
  expect(clock().t).toBeLessThan(100)
  ready = true
  await pass(2000)
  expect(clock().t).toBeGreaterThan(1800)
  expect(told.at(-1)).toMatchObject({ playing: true, waiting: false })
  replay.close()
})

test('what cannot be reached is said, and tried again until it can', async () => {
  const timeline = new TestTimeline(10 * MINUTE)
  const { replay, clock, shown, arrived } = await open(timeline)
  timeline.isAway = true
  replay.seek(5 * MINUTE)
  await vi.waitFor(() => expect(replay.problem.getSnapshot()?.passes).toBe(true))
  expect(clock().waiting).toBe(true)
  await vi.advanceTimersByTimeAsync(2000)
  expect(replay.problem.getSnapshot()).not.toBeNull()
  timeline.isAway = false
  await vi.advanceTimersByTimeAsync(2000)
  await arrived()
  expect(replay.problem.getSnapshot()).toBeNull()
  expect(shown()).toEqual(expected(300))
  replay.close()
})

test('only what is needed is loaded', async () => {
  const timeline = new TestTimeline(10 * MINUTE)
  const { replay, pass } = await open(timeline, 5 * MINUTE)
  await pass(40)
  expect(timeline.asked.length).toBeLessThan(15)
  replay.close()
})

test('a recording that cannot be reached does not open', async () => {
  const timeline = new TestTimeline(MINUTE)
  timeline.isAway = true
  await expect(Replay.open({ loader: timeline })).rejects.toThrow('cannot be reached')
})

test('its index is there from the beginning', async () => {
  const { replay } = await open(new TestTimeline(MINUTE))
  expect(replay.index.getSnapshot() satisfies TimelineIndex).toMatchObject({ title: 'A class', endMs: MINUTE })
  replay.close()
})
