import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, CDPSession } from 'playwright-core'
import { random } from '../../../scripts/support/random.ts'
import { MediaStack } from '../../../web/e2e/media/MediaStack.ts'
import { launchBrowser } from '../../../web/e2e/support/launchBrowser.ts'
import type { Fault, FaultRun, Figure, Outcome, Violation } from './Fault.ts'
import { bannerOf, boardOf, chatOf, draw, unsavedOf, write } from './media/classActs.ts'
import { backAfter, longestGap } from './media/gaps.ts'
import { NetworkLink } from './media/NetworkLink.ts'
import { Participant } from './media/Participant.ts'
import { renderers } from './media/renderers.ts'

const ROOM = 'network-lost'
/** Sound that is back must stay for so long, ms. */
const STAYS_MS = 2500
const GOAL = { sound: { of: 'p95', atMost: 2000 }, board: { of: 'p95', atMost: 1000 } } as const
const LONG_MS = { offline: 20_000, dark: 8000, asleep: 120_000 }
const SHORT_MS = { offline: 3000, dark: 3000, asleep: 3000 }

/** Ada has a good network; what happens, happens to Sam's. */
interface Scene {
  ada: Participant
  sam: Participant
  link: NetworkLink
  /** Sam's browser. */
  line: CDPSession
  /** Processes of Sam's page. */
  page: readonly number[]
  long: typeof LONG_MS
  /** What was written to the class, in order of each. */
  written: { ada: string[]; sam: string[] }
}

/** What happens to Sam. Resolves with the moment from which on all could be well again, epoch ms. */
type Mishap = (scene: Scene, name: string, note: (text: string) => void) => Promise<number>

export const networkLost: Fault = {
  id: 7,
  title: 'network away, changed, tab asleep',
  logs: ['lmdb'],
  seeds: { whole: 3, short: 1 },
  async run(run: FaultRun): Promise<Outcome> {
    const [stack, browser] = await Promise.all([MediaStack.start({ LECTERN_SFU_WORKERS: '1' }), launchBrowser()])
    const link = await NetworkLink.open(stack.engine.port, stack.mediaPort)
    try {
      return await runMishaps(run, await openScene(browser, stack, link, run.short ? SHORT_MS : LONG_MS))
    } finally {
      await browser.close()
      await link.close()
      await stack.close()
    }
  },
}

async function openScene(browser: Browser, stack: MediaStack, link: NetworkLink, long: Scene['long']): Promise<Scene> {
  const ada = await Participant.join(browser, stack, { room: ROOM, userId: 'ada', claims: { role: 'instructor' } })
  const others = renderers()
  const sam = await Participant.join(browser, stack, { room: ROOM, userId: 'sam', claims: { grants: ['draw'] }, link })
  const page = renderers().filter((pid) => !others.includes(pid))
  await Promise.all([ada.send(), sam.send()])
  await Promise.all([ada.lookAt('sam'), sam.lookAt('ada')])
  await Promise.all([ada.receives({ since: 0 }), sam.receives({ since: 0 })])
  return { ada, sam, link, line: await sam.browserLine(), page, long, written: { ada: [], sam: [] } }
}

const MISHAPS: Record<string, Mishap> = { offline, moved, dark, asleep }

async function runMishaps({ seeds, tell }: FaultRun, scene: Scene): Promise<Outcome> {
  const sound = new Map<string, number[]>()
  const board = new Map<string, number[]>()
  const violations: Violation[] = []
  for (const seed of seeds) {
    for (const [name, mishap] of Object.entries(MISHAPS)) {
      await wait(random(seed).below(500))
      const note = (text: string) => violations.push({ seed, text: `${name}: ${text}` })
      const came = await measure(scene, mishap, `${name}-${seed}`, note)
      sound.set(name, [...(sound.get(name) ?? []), came.sound])
      board.set(name, [...(board.get(name) ?? []), came.board])
      tell(`seed ${seed}: ${name}: sound back after ${came.sound} ms, board equal after ${came.board} ms`)
    }
  }
  const figuresOf = (what: string, all: Map<string, number[]>, goal: Figure['goal']): Figure[] =>
    [...all].map(([name, values]) => ({ name: `${name}: ${what}`, unit: 'ms', values, goal }))
  return {
    figures: [...figuresOf('sound back', sound, GOAL.sound), ...figuresOf('board equal', board, GOAL.board)],
    violations,
  }
}

async function measure(scene: Scene, mishap: Mishap, name: string, note: (text: string) => void) {
  const { ada, sam } = scene
  const beganAt = Date.now()
  const backAt = await mishap(scene, name, note)
  await equalBoards(scene)
  const board = Date.now() - backAt
  await Promise.all([ada.receives({ since: backAt }), sam.receives({ since: backAt })])
  await wait(Math.max(0, backAt + STAYS_MS - Date.now()))
  const flows = await Promise.all([ada.flow(), sam.flow()])
  // What happened must have happened: nothing came in meanwhile.
  const silence = longestGap(flows[1].sounds, beganAt, backAt)
  if (silence < (backAt - beganAt) / 2 && mishap !== moved) note(`only ${Math.round(silence)} ms were without sound`)
  const sound = Math.max(...flows.map(({ sounds }) => backAfter(sounds, backAt, Date.now())))
  await checkChat(scene, note)
  return { sound: Math.round(sound), board }
}

/** Resolves once both see the same board and nothing of it waits to be saved. */
async function equalBoards({ ada, sam }: Scene): Promise<void> {
  for (;;) {
    const [hers, his, { edits }] = await Promise.all([boardOf(ada), boardOf(sam), unsavedOf(sam)])
    if (hers === his && edits === 0) return
  }
}

/** Both must see each line that was written, once and in order. */
async function checkChat({ ada, sam, written }: Scene, note: (text: string) => void): Promise<void> {
  const count = written.ada.length + written.sam.length
  const [hers, his] = await Promise.all([settledChat(ada, count), settledChat(sam, count)])
  if (JSON.stringify(hers) !== JSON.stringify(his)) note('the two do not see the same chat')
  for (const [who, lines] of Object.entries(written)) {
    const seen = hers.filter((text) => text.startsWith(`${who} `))
    if (JSON.stringify(seen) !== JSON.stringify(lines)) note(`of ${who}'s lines the class sees ${JSON.stringify(seen)}`)
  }
}

/** Lines once none is under way and as many are there as were written. */
async function settledChat(reader: Participant, count: number): Promise<string[]> {
  for (;;) {
    const { lines } = await unsavedOf(reader)
    const texts = await chatOf(reader)
    if (lines === 0 && texts.length >= count) return texts
  }
}

async function sayAndDraw(scene: Scene, who: 'ada' | 'sam', name: string): Promise<void> {
  const lines = [1, 2, 3].map((number) => `${who} ${name} ${number}`)
  scene.written[who].push(...lines)
  await write(scene[who], lines)
  await draw(scene[who], `${who}-${name}`, 5)
}

/** The cable is cut, and the browser says so. */
async function offline(scene: Scene, name: string, note: (text: string) => void): Promise<number> {
  scene.link.cut({ media: true, commands: true })
  await setOffline(scene, true)
  await scene.sam.page.waitForFunction(() => window.lectern.classroom.connection.getSnapshot().phase === 'reconnecting')
  await Promise.all([sayAndDraw(scene, 'ada', name), sayAndDraw(scene, 'sam', name)])
  await wait(scene.long.offline)
  const { edits, lines } = await unsavedOf(scene.sam)
  if (edits < 5 || lines < 3) note(`${edits} edits and ${lines} lines were shown as not saved`)
  if (!(await bannerOf(scene.sam)).includes('kept')) note('the page did not say that what was drawn is kept')
  scene.link.mend()
  await setOffline(scene, false)
  return Date.now()
}

async function setOffline({ line }: Scene, isOffline: boolean): Promise<void> {
  const unlimited = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
  await line.send('Network.emulateNetworkConditions', { offline: isOffline, ...unlimited })
}

/** Another network: open connections break, and what Sam sends comes from another address. */
async function moved(scene: Scene, name: string): Promise<number> {
  await Promise.all([sayAndDraw(scene, 'ada', name), sayAndDraw(scene, 'sam', name)])
  scene.link.move()
  return Date.now()
}

/** No media gets through for a while; nothing else notices, and nobody says so. */
async function dark(scene: Scene, name: string): Promise<number> {
  scene.link.cut({ media: true, commands: false })
  await Promise.all([sayAndDraw(scene, 'ada', name), sayAndDraw(scene, 'sam', name)])
  await wait(scene.long.dark)
  scene.link.mend()
  return Date.now()
}

/** Sam's page stands still, media and all, as when a computer sleeps: the browser's own freezing spares pages with media. */
async function asleep(scene: Scene, name: string): Promise<number> {
  await sayAndDraw(scene, 'sam', name)
  for (const pid of scene.page) process.kill(pid, 'SIGSTOP')
  await sayAndDraw(scene, 'ada', name)
  await wait(scene.long.asleep)
  for (const pid of scene.page) process.kill(pid, 'SIGCONT')
  return Date.now()
}
