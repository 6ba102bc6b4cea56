import { setTimeout as wait } from 'node:timers/promises'
import { COMMANDS } from '@lectern/protocol'
import type { Browser, Page } from 'playwright-core'
import { answers } from '../../../scripts/support/answers.ts'
import { launchBrowser } from '../../../web/e2e/support/launchBrowser.ts'
import type { Fault, FaultRun, Outcome, Violation } from './Fault.ts'
import { type LiveClass, School } from './media/School.ts'

const SOON_MS = 20

interface Measured {
  api: number[]
  web: number[]
  board: number[]
  chat: number[]
}

export const servicesKilled: Fault = {
  id: 3,
  title: 'kill -9 of api and web',
  logs: ['lmdb'],
  seeds: { whole: 5, short: 1 },
  async run({ seeds, tell }: FaultRun): Promise<Outcome> {
    const [school, browser] = await Promise.all([School.start(), launchBrowser()])
    const measured: Measured = { api: [], web: [], board: [], chat: [] }
    const violations: Violation[] = []
    try {
      const live = await school.startClass()
      for (const seed of seeds) {
        const note = (text: string) => violations.push({ seed, text })
        measured.api.push(await during(live, measured, note, () => apiAway(school, browser, live, note)))
        measured.web.push(await during(live, measured, note, () => webAway(school)))
        tell(`seed ${seed}: api back after ${measured.api.at(-1)} ms, web after ${measured.web.at(-1)} ms`)
      }
      live.stream.close()
    } finally {
      await browser.close()
      await school.stop()
    }
    return { figures: figuresOf(measured), violations }
  },
}

function figuresOf({ api, web, board, chat }: Measured) {
  return [
    { name: 'api back', unit: 'ms', values: api },
    { name: 'web back', unit: 'ms', values: web },
    { name: 'longest wait for an edit', unit: 'ms', values: board, goal: { of: 'max', atMost: 1000 } },
    { name: 'longest wait for a chat line', unit: 'ms', values: chat, goal: { of: 'max', atMost: 2000 } },
  ] as const
}

async function during(
  { stream }: LiveClass,
  measured: Measured,
  note: (text: string) => void,
  run: () => Promise<number>,
): Promise<number> {
  const since = Date.now()
  const result = await run()
  measured.board.push(stream.longestGap('board', since))
  measured.chat.push(stream.longestGap('chat', since))
  if (!stream.connected) note('somebody in class lost the connection')
  return result
}

/** Gives how long the api takes to be back once it is not killed any more, ms. */
async function apiAway(school: School, browser: Browser, live: LiveClass, note: (text: string) => void) {
  const { web } = school.stack.addresses
  const page = await browser.newPage()
  await page.goto(`${web}/login`)
  const release = killAgainAndAgain(school, 'api')
  const { errors } = await school.askByWeb('{ courses(first: 1) { totalCount } }')
  const code = errors?.[0]?.extensions.code
  if (code !== 'SCHOOL_UNAVAILABLE') note(`without the api, web answered ${code ?? 'as if nothing were'}`)
  const unrenewed = await live.stream.request(COMMANDS.renewToken, undefined)
  if (unrenewed) note(`a token was not renewed: ${unrenewed}`)
  await logIn(page)
  await page.getByText('Log-in is not possible right now').waitFor()
  await page.goto(web)
  await page.getByRole('button', { name: 'Try again' }).waitFor()
  release()
  const releasedAt = Date.now()
  await until(() => school.apiIsReady())
  const back = Date.now() - releasedAt
  await page.goto(`${web}/login`)
  await logIn(page)
  await page.waitForURL(`${web}/dashboard`)
  await page.close()
  return back
}

async function logIn(page: Page): Promise<void> {
  await page.getByLabel('Email').fill('sam@lectern.test')
  await page.getByLabel('Password').fill('lectern-demo')
  await page.getByRole('button', { name: 'Log in' }).click()
}

/** Gives how long web takes to be back, ms. */
async function webAway({ stack }: School): Promise<number> {
  const killedAt = Date.now()
  await stack.restart('web', 'SIGKILL')
  await until(() => answers(`${stack.addresses.web}/login`))
  return Date.now() - killedAt
}

/** Kills a service, and each one that the supervisor puts in its place, until the function is called that it returns. */
function killAgainAndAgain({ stack }: School, service: 'api' | 'web'): () => void {
  let killed: number | undefined
  const kill = () => {
    const pid = stack.pid(service)
    if (pid === undefined || pid === killed) return
    killed = pid
    process.kill(pid, 'SIGKILL')
  }
  kill()
  const timer = setInterval(kill, SOON_MS)
  return () => clearInterval(timer)
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(SOON_MS)
}
