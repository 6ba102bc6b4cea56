import { randomUUID } from 'node:crypto'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { startStack, type TestStack } from '../../../scripts/testStack.ts'
import { launchBrowser } from '../../../web/e2e/support/launchBrowser.ts'
import { logInAs } from '../../../web/e2e/support/logInAs.ts'
import { type Identity, makeIdentity } from '../rtc/makeIdentity.ts'
import { Sender } from '../rtc/Sender.ts'
import { Classmate } from './Classmate.ts'
import { keyFrame } from './keyFrame.ts'
import { type JoinTimes, watchJoin } from './watchJoin.ts'

export interface JoinBenchOptions {
  /** People in the class, the one who joins included. */
  sizes: number[]
  joins: number
}

export interface JoinResult {
  size: number
  times: JoinTimes[]
  /** CPU time of the page's own thread from the click to the picture, ms: that of a quiet machine, too. */
  pageCpu: number[]
}

interface OneJoin {
  times: JoinTimes
  pageCpu: number
}

interface Setting {
  stack: TestStack
  browser: Browser
  identity: Identity
  picture: Buffer
  /** A log-in, as the browser keeps it. */
  login: Awaited<ReturnType<BrowserContext['storageState']>>
  /** The live class. */
  room: string
}

const JOINER = 'sam@lectern.test'
const TEACHER = 'ada@lectern.test'
/** So many others a page of this size shows in small. */
const SHOWN = 4
/** Longest wait for a picture, ms. */
const PATIENCE_MS = 20_000
const START = 'mutation { startSessionNow(courseSlug: "demo-course") { id } }'

/** Joins a class again and again in a fresh browser profile, as a student who is logged in. `tell` is given a line now and then. */
export async function benchJoin(
  { sizes, joins }: JoinBenchOptions,
  tell: (line: string) => void,
): Promise<JoinResult[]> {
  const stack = await startStack()
  const browser = await launchBrowser()
  try {
    const results: JoinResult[] = []
    const setting = await prepare(stack, browser)
    for (const size of sizes) {
      tell(`A class of ${size}: gathering`)
      const all = await inClassOf(size, setting, joins, tell)
      results.push({ size, times: all.map(({ times }) => times), pageCpu: all.map(({ pageCpu }) => pageCpu) })
    }
    return results
  } finally {
    await browser.close()
    await stack.stop()
  }
}

async function prepare(stack: TestStack, browser: Browser): Promise<Setting> {
  const [identity, picture] = await Promise.all([makeIdentity(), keyFrame(browser)])
  const room = await startClass(stack, browser)
  const context = await browser.newContext()
  await logInAs(await context.newPage(), stack.addresses.web, JOINER)
  const login = await context.storageState()
  await context.close()
  return { stack, browser, identity, picture, login, room }
}

async function startClass({ addresses }: TestStack, browser: Browser): Promise<string> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await logInAs(page, addresses.web, TEACHER)
  const id = await page.evaluate(async (query) => {
    const headers = { 'Content-Type': 'application/json' }
    const answer = await fetch('/api/graphql', { method: 'POST', headers, body: JSON.stringify({ query }) })
    return ((await answer.json()) as { data: { startSessionNow: { id: string } } }).data.startSessionNow.id
  }, START)
  await context.close()
  return id
}

async function inClassOf(
  size: number,
  setting: Setting,
  joins: number,
  tell: (line: string) => void,
): Promise<OneJoin[]> {
  const sender = new Sender()
  const classmates = await gather(size - 1, setting, sender)
  sender.start()
  try {
    const all: OneJoin[] = []
    for (let join = 1; join <= joins; join++) {
      all.push(await joinOnce(setting))
      tell(`A class of ${size}: join ${join} of ${joins}, ${Math.round(all.at(-1)!.times.picture)} ms`)
    }
    return all
  } finally {
    sender.stop()
    await Promise.all(classmates.map((classmate) => classmate.leave()))
  }
}

async function gather(
  count: number,
  { stack, identity, picture, room }: Setting,
  sender: Sender,
): Promise<Classmate[]> {
  const userIds = Array.from({ length: count }, () => randomUUID())
  const classmates: Classmate[] = []
  for (const [index, sub] of userIds.entries()) {
    const token = stack.token({
      room,
      sub,
      name: `Classmate ${index + 1}`,
      role: index === 0 ? 'instructor' : 'student',
    })
    const looksAt = userIds.filter((userId) => userId !== sub).slice(0, SHOWN)
    const { engine: engineUrl } = stack.addresses
    classmates.push(await Classmate.join({ engineUrl, token, identity, sender, picture, looksAt }))
  }
  return classmates
}

async function joinOnce({ stack, browser, login, room }: Setting): Promise<OneJoin> {
  const context = await browser.newContext({ storageState: login, viewport: { width: 1440, height: 900 } })
  try {
    await context.addInitScript(watchJoin, PATIENCE_MS)
    const page = await context.newPage()
    await page.goto(`${stack.addresses.web}/class/${room}`)
    // One looks at oneself first: the camera is on, and the page at rest.
    await page.locator('video').waitFor()
    await page.waitForLoadState('networkidle')
    const cpuMs = await threadTime(page)
    const before = await cpuMs()
    await page.getByRole('button', { name: 'Join class' }).click()
    const times = await page.evaluate(() => window.joinTimes)
    return { times, pageCpu: (await cpuMs()) - before }
  } finally {
    await context.close()
  }
}

/** What tells the CPU time that the page's own thread has used, ms. */
async function threadTime(page: Page): Promise<() => Promise<number>> {
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await devTools.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000
  }
}
