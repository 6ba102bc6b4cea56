import type { Browser, BrowserContext, Page } from 'playwright-core'
import { random } from '../../../scripts/support/random.ts'
import type { TestStack } from '../../../scripts/testStack.ts'
import { logInAs } from '../../../web/e2e/support/logInAs.ts'
import { type SeekTimes, watchSeek } from './watchSeek.ts'

export interface PageBenchOptions {
  stack: TestStack
  browser: Browser
  room: string
  seconds: number
  opens: number
  seeks: number
}

export interface OpenResult {
  /** From asking for the page, in a fresh profile, to its time bar, ms. */
  ready: number
  /** To the first picture. */
  picture: number
  /** Of the recording, that is without the page's own files, until the picture was there. */
  bytes: number
}

export interface PageResult {
  opens: OpenResult[]
  seeks: SeekTimes[]
}

const WHO = 'sam@lectern.test'
const SIZE = { width: 1440, height: 900 }
const SEED = 5
/** Nothing is taken for granted of the edges. */
const EDGE = 0.01

/** Opens a replay in Chromium again and again, then goes to moments by chance. */
export async function benchPage(options: PageBenchOptions, tell: (line: string) => void): Promise<PageResult> {
  const { browser, stack, opens, seeks } = options
  const login = await logIn(browser, stack)
  const opened: OpenResult[] = []
  for (let n = 1; n <= opens; n += 1) {
    opened.push(await openOnce(options, login))
    tell(`Opened the replay ${n} of ${opens} times: first picture after ${Math.round(opened.at(-1)!.picture)} ms`)
  }
  const context = await contextOf(browser, login)
  try {
    const page = await openReplay(context, options)
    await page.evaluate(() => window.firstPicture)
    const chance = random(SEED)
    const times: SeekTimes[] = []
    for (let n = 1; n <= seeks; n += 1) {
      times.push(await seekTo(page, EDGE + chance.next() * (1 - 2 * EDGE), options))
      const { state, picture } = times.at(-1)!
      tell(
        `Moment ${n} of ${seeks}: state after ${Math.round(state)} ms, picture after ${picture && Math.round(picture)} ms`,
      )
    }
    return { opens: opened, seeks: times }
  } finally {
    await context.close()
  }
}

type Login = Awaited<ReturnType<BrowserContext['storageState']>>

async function logIn(browser: Browser, { addresses }: TestStack): Promise<Login> {
  const context = await browser.newContext()
  await logInAs(await context.newPage(), addresses.web, WHO)
  const login = await context.storageState()
  await context.close()
  return login
}

async function contextOf(browser: Browser, storageState: Login): Promise<BrowserContext> {
  const context = await browser.newContext({ storageState, viewport: SIZE })
  await context.addInitScript(watchSeek)
  return context
}

async function openReplay(context: BrowserContext, { stack, room }: PageBenchOptions): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${stack.addresses.web}/replay/${room}`)
  await page.getByRole('slider', { name: 'Seek' }).waitFor()
  return page
}

async function openOnce(options: PageBenchOptions, login: Login): Promise<OpenResult> {
  const context = await contextOf(options.browser, login)
  try {
    const page = await context.newPage()
    const begun = performance.now()
    await page.goto(`${options.stack.addresses.web}/replay/${options.room}`)
    await page.getByRole('slider', { name: 'Seek' }).waitFor()
    const ready = performance.now() - begun
    const picture = await page.evaluate(() => window.firstPicture)
    return { ready, picture, bytes: await bytesUntil(page, picture) }
  } finally {
    await context.close()
  }
}

/** Bytes that had come of the recording by then. The browser's own account: to listen to its network costs it time. */
const bytesUntil = (page: Page, picture: number): Promise<number> =>
  page.evaluate((until) => {
    const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const ofRecording = all.filter(({ name }) => new URL(name).pathname.startsWith('/api/recordings/'))
    const come = ofRecording.filter(({ responseEnd }) => responseEnd > 0 && responseEnd <= until)
    return come.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
  }, picture)

async function seekTo(page: Page, share: number, { seconds }: PageBenchOptions): Promise<SeekTimes> {
  const slider = page.getByRole('slider', { name: 'Seek' })
  const box = (await slider.boundingBox())!
  const x = Math.round(box.x + share * box.width)
  const pictureAt = ((x - box.x) / box.width) * seconds
  // A press may overtake what is evaluated, so this is waited for.
  await page.evaluate((at) => window.watchSeek(at), pictureAt)
  await page.mouse.click(x, box.y + box.height / 2)
  return page.evaluate(() => window.seekTimes)
}
