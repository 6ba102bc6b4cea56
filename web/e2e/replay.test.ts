import { execFileSync } from 'node:child_process'
import type { TimelineIndex } from '@lectern/recording/timeline'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { canonicalJson } from '../../scripts/support/canonicalJson.ts'
import { random } from '../../scripts/support/random.ts'
import { startStack, type TestStack } from '../../scripts/testStack.ts'
import { nextBurntFrame, shareBurntClock } from './support/burntClock.ts'
import { ClassSampler, type Sampled } from './support/ClassSampler.ts'
import { drawLine, enter, inClass, shapes, tileOf } from './support/classPage.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { keepPicture } from './support/photographClass.ts'
import { type Api, apiAs, endClass, openAs, startClassNow, switchOn } from './support/schoolClass.ts'
import { seriousViolations } from './support/seriousViolations.ts'

const MOMENTS = 10
/** Goal: the picture of a moment is that of the moment, ms. */
const SKEW_MS = 100
/** A sample is taken between two entries of the log, by a client that hears of them a little later. */
const HEARD_LATE_MS = 250

let stack: TestStack
let browser: Browser

beforeAll(async () => {
  stack = await startStack()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
})

describe('a class that is recorded', () => {
  test('can be rewound while it goes on, and watched again as soon as it is over, all of it in step', async () => {
    const ada = await openAs(stack, browser, 'ada@lectern.test', '/courses/demo-course', shareBurntClock)
    const room = await startClassNow(ada)
    await enter(ada)
    await switchOn(ada, 'Record')
    await ada.getByText('Recording', { exact: true }).first().waitFor()
    await switchOn(ada, 'Microphone')
    await switchOn(ada, 'Camera')
    const sampler = await ClassSampler.open(stack, room)
    const begun = Date.now()
    const samples: [at: number, seen: Sampled][] = []
    const sample = () => void samples.push([Date.now() - sampler.startedAt, sampler.sample()])

    await drawLine(ada, [0.3, 0.3], [0.5, 0.5])
    const drawnAt = Date.now() - sampler.startedAt
    sample()
    const kim = await openAs(stack, browser, 'kim@lectern.test', `/class/${room}`)
    await enter(kim)
    await kim.getByText('Recording', { exact: true }).first().waitFor()
    await rewinds(kim, drawnAt)
    await switchOn(ada, 'Share screen')
    sample()

    for (let round = 0; Date.now() - begun < 60_000; round += 1) {
      await say(ada, `Line ${round}`)
      sample()
      await drawLine(ada, [0.3 + (round % 5) * 0.08, 0.35], [0.35 + (round % 5) * 0.08, 0.6])
      sample()
      if (round % 3 === 2) await ada.keyboard.press('Control+z')
      if (round === 2) await poll(ada, 'Clear so far?')
      if (round === 4) {
        await ada.getByRole('navigation', { name: 'Pages of the board' }).getByRole('button', { name: /add/i }).click()
        await ada.getByRole('navigation', { name: 'Pages of the board' }).getByText('2/2').waitFor()
        await sampler.add(stack, room, 'board/2')
      }
      sample()
    }
    sampler.close()
    const sam = await openAs(stack, browser, 'sam@lectern.test', `/replay/${room}`)
    await sam.getByRole('heading', { name: 'This class goes on right now' }).waitFor()
    await endClass(ada)

    await kim.getByRole('link', { name: 'Watch the replay' }).click({ timeout: 5000 })
    await kim.getByRole('slider', { name: 'Seek' }).waitFor({ timeout: 5000 })
    // By itself: nobody has to know when a class ends.
    const seek = sam.getByRole('slider', { name: 'Seek' })
    await seek.waitFor({ timeout: 5000 })
    const api = await apiAs(stack, 'sam@lectern.test')
    const index = (await api(`/recordings/${room}/index`)) as TimelineIndex

    const chance = random(7)
    for (let n = 0; n < MOMENTS; n += 1) {
      const [at, seen] = samples[chance.below(samples.length)]!
      await expectEqualAround(api, room, at, seen)
    }
    const screen = index.tracks.find(({ source }) => source === 'screen')!
    const video = sam.locator('[data-screen-of="Ada Lovelace"] video')
    const skews: number[] = []
    for (let n = 0; n < MOMENTS; n += 1) {
      const [from] = chance.pick(screen.segments.slice(0, -1))!
      await goTo(seek, Math.ceil(from / 1000))
      await sam.getByRole('button', { name: 'Play', exact: true }).click()
      const { paintedAt, mediaMs } = await nextBurntFrame(video)
      expect(Math.abs(mediaMs / 1000 - Number(await seek.getAttribute('aria-valuenow')))).toBeLessThan(3)
      skews.push(Math.round(paintedAt - (index.startedAt + mediaMs)))
      await sam.getByRole('button', { name: 'Pause', exact: true }).click()
    }
    console.log(`the burnt-in clock is off by ${skews.join(', ')} ms (goal ${SKEW_MS})`)
    for (const skew of skews) expect(Math.abs(skew)).toBeLessThan(SKEW_MS)
    await tileOf(sam, 'Ada Lovelace').locator('video').waitFor()
    expect(await seriousViolations(sam)).toEqual([])
    await keepPicture(sam, 'replay')
  })

  test('loses next to nothing where the recorder and the SFU die, and says where', async () => {
    const ada = await openAs(stack, browser, 'ada@lectern.test', '/courses/demo-course', shareBurntClock)
    const room = await startClassNow(ada)
    await enter(ada)
    await switchOn(ada, 'Record')
    await switchOn(ada, 'Camera')
    await switchOn(ada, 'Share screen')
    const api = await apiAs(stack, 'ada@lectern.test')
    const index = () => api(`/recordings/${room}/index`) as Promise<TimelineIndex>
    const screens = async () =>
      (await index()).tracks.filter(({ source, segments }) => source === 'screen' && segments.some((each) => each))
    const goesOnIn = (tracks: number) =>
      expect.poll(async () => (await screens()).length, { timeout: 40_000 }).toBeGreaterThanOrEqual(tracks)
    await goesOnIn(1)
    process.kill(recorderPid(), 'SIGKILL')
    await goesOnIn(2)
    const before = (await screens()).length
    await stack.restart('sfu-cluster', 'SIGKILL')
    await goesOnIn(before + 1)
    await endClass(ada)

    await ada.goto(`${stack.addresses.web}/replay/${room}`)
    const seek = ada.getByRole('slider', { name: 'Seek' })
    await seek.waitFor()
    const { marks } = await index()
    expect(marks.some(({ kind }) => kind === 'gap')).toBe(true)
    const found = await screens()
    expect(found.length).toBeGreaterThan(before)
    for (const { segments } of found) {
      const [from, duration] = segments.find((segment) => segment !== null)!
      await goTo(seek, Math.ceil((from + duration / 2) / 1000))
      await ada.getByRole('button', { name: 'Play', exact: true }).click()
      await nextBurntFrame(ada.locator('[data-screen-of="Ada Lovelace"] video'))
      await ada.getByRole('button', { name: 'Pause', exact: true }).click()
    }
  })
})

async function say(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Message everyone' })
  await box.fill(text)
  await box.press('Enter')
  await page.getByRole('log').getByText(text, { exact: true }).waitFor()
}

async function poll(page: Page, question: string): Promise<void> {
  await page.getByRole('tab', { name: 'Polls' }).click()
  await page.getByRole('button', { name: 'New poll' }).click()
  await page.getByRole('textbox', { name: 'Question' }).fill(question)
  await page.getByRole('textbox', { name: 'Answer 1' }).fill('Yes')
  await page.getByRole('textbox', { name: 'Answer 2' }).fill('No')
  await page.getByRole('button', { name: 'Open poll' }).click()
  await page.getByRole('article', { name: `Poll: ${question}` }).waitFor()
  await page.getByRole('tab', { name: 'Chat' }).click()
}

/** Goes back to the beginning, sees the first stroke come, and returns. `drawnAt`: when it was there, class time in ms. */
async function rewinds(page: Page, drawnAt: number): Promise<void> {
  await page.getByRole('button', { name: 'Rewind' }).click({ timeout: 60_000 })
  const seek = page.getByRole('slider', { name: 'Seek' })
  await seek.press('Home')
  await expect.poll(() => shapes(page).count()).toBe(0)
  await shapes(page)
    .first()
    .waitFor({ timeout: drawnAt + 15_000 })
  await page.getByRole('button', { name: 'Back to live' }).click()
  await inClass(page).waitFor()
  await seek.waitFor({ state: 'detached' })
}

async function goTo(seek: Locator, second: number): Promise<void> {
  await seek.fill(String(second))
  await expect.poll(() => seek.getAttribute('aria-valuenow')).toBe(String(second))
}

/** The state that was sampled live is the folded one, at that moment or as much earlier as word of it took. */
async function expectEqualAround(api: Api, room: string, at: number, seen: Sampled): Promise<void> {
  const wanted = canonicalJson(seen)
  let folded = ''
  for (let t = at + 20; t >= at - HEARD_LATE_MS && folded !== wanted; t -= 10) {
    const { documents } = (await api(`/recordings/${room}/state?t=${Math.max(0, t)}`)) as { documents: Sampled }
    const same = Object.fromEntries(Object.keys(seen).map((name) => [name, documents[name]]))
    folded = canonicalJson(same)
  }
  expect(folded).toBe(wanted)
}

/** The recorder is a child of the SFU. */
function recorderPid(): number {
  const children = execFileSync('pgrep', ['-P', String(stack.pid('sfu-cluster')), '-f', 'recorder'], {
    encoding: 'utf8',
  })
  return Number(children.trim().split('\n')[0])
}
