import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { CHAT_MESSAGES, ERRORS, FIRST_CHAT, STAGE, STAGE_CLASS } from '@lectern/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { startStack, type TestStack } from '../../scripts/testStack.ts'
import { drawLine, enter, joinByLink, personAction } from './support/classPage.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { StockClient } from './support/StockClient.ts'

const REPO = fileURLToPath(new URL('../..', import.meta.url))

let stack: TestStack
let browser: Browser
let clients: StockClient[] = []

beforeAll(async () => {
  stack = await startStack()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

afterEach(async () => {
  for (const client of clients) client.close()
  clients = []
  vi.restoreAllMocks()
  await Promise.all(browser.contexts().map((context) => context.close()))
})

test('[SY1] a stock y-websocket client edits a board page beside our page, both ways, and gets over a restart by itself', async () => {
  const room = 'beside'
  const grace = connect(room, await tokenOfCommand(room))
  const page = await openLink(stack.token({ room, name: 'Ada', role: 'instructor' }))
  await page.evaluate(() => {
    ;(window as unknown as { mark: string }).mark = 'not reloaded'
  })

  await grace.synced()
  grace.addRectangle(0)
  await rectangles(page).waitFor()
  await drawLine(page, [0.3, 0.6], [0.5, 0.8])
  await grace.hasShapes('draw', 1)

  const gone = grace.disconnected()
  const restarted = stack.restart('classroom-engine', 'SIGKILL')
  await gone
  grace.addRectangle(1)
  await restarted
  await rectangles(page).nth(1).waitFor()
  await page.locator('[data-banner=connection]').waitFor({ state: 'detached' })

  grace.addRectangle(2)
  await rectangles(page).nth(2).waitFor()
  await drawLine(page, [0.5, 0.6], [0.7, 0.8])
  await grace.hasShapes('draw', 2)
  expect(grace.shapesOf('geo').length).toBe(3)
  expect(await page.evaluate(() => (window as unknown as { mark?: string }).mark)).toBe('not reloaded')
})

test('[DO2] [DO3] [RO4] what a student’s stock client may not write reaches nobody; a grant lets it in, and its end shuts it out', async () => {
  const room = 'rights'
  const ada = await joinByLink(stack, browser, { room, name: 'Ada', role: 'instructor', title: 'Open day' })
  const watcher = connect(room, stack.token({ room, name: 'Watcher', role: 'assistant' }))
  const token = stack.token({ room, name: 'Sam', role: 'student' })
  const sam = connect(room, token)
  await Promise.all([sam.synced(), watcher.synced()])

  await expectShutOut(room, token, STAGE, STAGE_CLASS)
  await expectShutOut(room, token, FIRST_CHAT, CHAT_MESSAGES)

  const refused = nextRefusal()
  sam.addRectangle(0)
  expect(await refused).toContain('NOT_ALLOWED')
  await drawLine(ada, [0.3, 0.6], [0.5, 0.8])
  await Promise.all([watcher.hasShapes('draw', 1), sam.hasShapes('draw', 1)])
  expect(watcher.shapesOf('geo')).toEqual([])
  expect(await rectangles(ada).count()).toBe(0)

  await personAction(ada, 'Sam', 'Let draw on the board')
  await rectangles(ada).waitFor()
  await watcher.hasShapes('geo', 1)

  await personAction(ada, 'Sam', 'Stop drawing on the board')
  await ada.getByRole('img', { name: 'May draw' }).waitFor({ state: 'detached' })
  const refusedAgain = nextRefusal()
  sam.addRectangle(1)
  expect(await refusedAgain).toContain('NOT_ALLOWED')
  await drawLine(ada, [0.5, 0.6], [0.7, 0.8])
  await watcher.hasShapes('draw', 2)
  expect(watcher.shapesOf('geo').length).toBe(1)
  expect(await rectangles(ada).count()).toBe(1)
})

const rectangles = (page: Page) => page.locator('[data-board] .tl-shape[data-shape-type="geo"]')

function connect(room: string, token: string, document?: string): StockClient {
  const client = new StockClient(stack, room, token, document)
  clients.push(client)
  return client
}

/** A token as somebody without our school gets one. */
async function tokenOfCommand(room: string): Promise<string> {
  const wishes = ['--room', room, '--name', 'Grace', '--role', 'instructor', '--data', stack.dataDir]
  const { stdout } = await promisify(execFile)('npm', ['run', '-s', 'token', '--', ...wishes], { cwd: REPO })
  return stdout.trim()
}

async function openLink(token: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(`${stack.addresses.web}/join?token=${token}`)
  await enter(page)
  return page
}

/** Writes to a document that no client ever writes: the connection is closed for good, and the document is as it was. */
async function expectShutOut(room: string, token: string, document: string, map: string): Promise<void> {
  const intruder = connect(room, token, document)
  await intruder.synced()
  const before = intruder.doc.getMap(map).toJSON()
  const closed = intruder.closed()
  intruder.doc.getMap(map).set('title', 'Taken over')
  expect(await closed).toBe(ERRORS.NOT_ALLOWED.close)
  const witness = connect(room, token, document)
  await witness.synced()
  expect(witness.doc.getMap(map).toJSON()).toEqual(before)
}

/** What a stock client prints when it learns that it was refused. */
function nextRefusal(): Promise<string> {
  return new Promise((resolve) => {
    vi.spyOn(console, 'warn').mockImplementationOnce((words) => resolve(String(words)))
  })
}
