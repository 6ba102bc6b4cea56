import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TimelineIndex, Track } from '@lectern/recording/timeline'
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { MUX_KEYS, MuxStandIn } from '../../api/test/video/MuxStandIn.ts'
import { type BurntFrame, nextBurntFrame, shareBurntClock } from '../../web/e2e/support/burntClock.ts'
import { enter } from '../../web/e2e/support/classPage.ts'
import { launchBrowser } from '../../web/e2e/support/launchBrowser.ts'
import { keepPicture } from '../../web/e2e/support/photographClass.ts'
import { apiAs, endClass, openAs, startClassNow, switchOn } from '../../web/e2e/support/schoolClass.ts'
import { startStack, type TestStack } from '../testStack.ts'

/** Goal: the picture of a moment is that of the moment, ms. */
const SKEW_MS = 100
/** Stamps of segments are whole milliseconds. */
const ROUNDED_MS = 60

let mux: MuxStandIn
let stack: TestStack
let browser: Browser

beforeAll(async () => {
  mux = await new MuxStandIn().start()
  stack = await startStack({ env: { ...MUX_KEYS, LECTERN_API_MUX_URL: mux.url } })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await stack?.stop()
  await mux?.stop()
})

afterEach(async () => {
  expect(mux.problems).toEqual([])
  await Promise.all(browser.contexts().map((context) => context.close()))
})

test('a recording plays from Mux in step with the class, and from here where Mux fails', async () => {
  const ada = await openAs(stack, browser, 'ada@lectern.test', '/courses/demo-course', shareBurntClock)
  const room = await startClassNow(ada)
  await enter(ada)
  await switchOn(ada, 'Record')
  await switchOn(ada, 'Microphone')
  const api = await apiAs(stack, 'ada@lectern.test')
  const index = () => api(`/recordings/${room}/index`) as Promise<TimelineIndex>
  const tracksOf = async (source: string) => (await index()).tracks.filter((track) => track.source === source)
  const share = async (n: number) => {
    await switchOn(ada, 'Share screen')
    const segments = async () => (await tracksOf('screen'))[n]?.segments.length
    await expect.poll(segments, { timeout: 30_000 }).toBeGreaterThan(1)
    await ada.getByRole('button', { name: 'Share screen', exact: true }).click()
    await ada.locator('[data-screen-of]').waitFor({ state: 'detached' })
  }
  await share(0)
  // For as long as the second share takes: the sound goes on after it as the same track, with a gap.
  await ada.getByRole('button', { name: 'Microphone', exact: true }).click()
  await share(1)
  await switchOn(ada, 'Microphone')
  const gapMs = async () => Math.max(...(await tracksOf('microphone')).map(longestGap))
  await expect.poll(gapMs, { timeout: 30_000 }).toBeGreaterThan(2 * ROUNDED_MS)
  await endClass(ada)

  await ada.goto(`${stack.addresses.web}/replay/${room}/edit`)
  await ada.getByText('Processing at Mux').waitFor({ timeout: 60_000 })
  const { tracks, startedAt } = await index()
  expect(mux.assets.size).toBe(tracks.length)
  for (const { id, segments } of tracks) {
    const { bytes } = mux.uploadOf(`${room}:${id}`)
    const ownMs = segments.reduce((sum, segment) => sum + (segment?.[1] ?? 0), 0)
    const [first, last] = await stampsOf(bytes)
    expect(first).toBe(0)
    expect(last).toBeLessThan(ownMs + ROUNDED_MS)
  }
  for (const asset of mux.assets.values()) mux.finish(asset)
  await mux.deliverAll(stack.addresses.api)
  await ada.getByText('On Mux').waitFor({ timeout: 30_000 })
  await keepPicture(ada, 'recording-on-mux')

  const shares = tracks.filter(({ source }) => source === 'screen').map(({ segments }) => segments[0]!)
  const streamed: string[] = []
  const fromMux = await watch(room, async (route) => {
    const url = route.request().url()
    streamed.push(url)
    await route.fulfill({ response: await route.fetch({ url: url.replace('https://stream.mux.com', mux.url) }) })
  })
  for (const [from, duration] of shares) {
    const { paintedAt, mediaMs } = await frameAt(fromMux, from + duration / 2)
    expect(Math.abs(paintedAt - (startedAt + from + mediaMs))).toBeLessThan(SKEW_MS)
  }
  expect(streamed.some((url) => url.includes('.m3u8?token='))).toBe(true)
  expect(await segmentsOfOurs(fromMux)).toBe(0)
  await keepPicture(fromMux, 'replay-from-mux')

  const fromHere = await watch(room, (route) => route.fulfill({ status: 403 }))
  for (const [from, duration] of shares) {
    const { paintedAt, mediaMs } = await frameAt(fromHere, from + duration / 2)
    expect(Math.abs(paintedAt - (startedAt + mediaMs))).toBeLessThan(SKEW_MS)
  }
  expect(await segmentsOfOurs(fromHere)).toBeGreaterThan(0)
})

/** Time between the end of a segment of a track and the beginning of the next, ms. */
function longestGap({ segments }: Track): number {
  const there = segments.filter((segment) => segment !== null)
  return Math.max(0, ...there.slice(1).map(([from], n) => from - there[n]![0] - there[n]![1]))
}

/** The replay, whose requests to Mux are answered so. */
async function watch(room: string, answer: (route: Route) => Promise<void>): Promise<Page> {
  const page = await openAs(stack, browser, 'sam@lectern.test', '/dashboard')
  await page.route('https://stream.mux.com/**', answer)
  await page.goto(`${stack.addresses.web}/replay/${room}`)
  return page
}

/** The picture that is shown when one plays from a moment on (class time, ms). */
async function frameAt(page: Page, t: number): Promise<BurntFrame> {
  await page.getByRole('slider', { name: 'Seek' }).fill(String(Math.ceil(t / 1000)))
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  const frame = await nextBurntFrame(page.locator('[data-screen-of="Ada Lovelace"] video'))
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  return frame
}

/** How many segments the page has loaded from Lectern itself. */
const segmentsOfOurs = (page: Page): Promise<number> =>
  page.evaluate(
    () => performance.getEntriesByType('resource').filter(({ name }) => /\/tracks\/[^/]+\/\d+/.test(name)).length,
  )

/** When the first and the last packet of a file begin, ms. */
async function stampsOf(media: Buffer): Promise<[first: number, last: number]> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-upload-'))
  try {
    const file = join(folder, 'upload')
    await writeFile(file, media)
    const { stdout } = await promisify(execFile)('ffprobe', ['-v', 'error', '-show_packets', '-of', 'json', file], {
      maxBuffer: 64 * 1024 * 1024,
    })
    const { packets } = JSON.parse(stdout) as { packets: { pts_time: string }[] }
    return [Number(packets[0]!.pts_time) * 1000, Number(packets.at(-1)!.pts_time) * 1000]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
