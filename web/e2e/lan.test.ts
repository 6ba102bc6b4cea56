import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startStack, type TestStack } from '../../scripts/testStack.ts'
import { drawLine, joinByLink, seePictures, shapes, tileOf } from './support/classPage.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { logInAs } from './support/logInAs.ts'

// What `npm start -- --lan` serves: https with a certificate that the browser does not know.
const phone = { ignoreHTTPSErrors: true, viewport: { width: 390, height: 844 } }
const laptop = { ignoreHTTPSErrors: true }

let stack: TestStack
let browser: Browser

beforeAll(async () => {
  stack = await startStack({ lan: '127.0.0.1' })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

afterEach(() => Promise.all(browser.contexts().map((context) => context.close())))

test('two people of the local network see each other and one whiteboard over https', async () => {
  const room = 'local-network'
  const ada = await joinByLink(stack, browser, { room, name: 'Ada', role: 'instructor' }, laptop)
  const sam = await joinByLink(stack, browser, { room, name: 'Sam', role: 'student' }, phone)
  expect(new URL(sam.url()).protocol).toBe('https:')
  const seen = await seePictures(tileOf(sam, 'Ada').locator('video'))
  expect(seen.width).toBeGreaterThan(0)
  await drawLine(ada, [0.4, 0.4], [0.6, 0.6])
  await shapes(sam).first().waitFor()
})

test('one can log in, and the cookie, like everything from then on, goes over https only', async () => {
  const context = await browser.newContext(laptop)
  const page = await context.newPage()
  await logInAs(page, stack.addresses.web, 'ada@lectern.test')
  const session = (await context.cookies()).find(({ name }) => name.includes('session-token'))
  expect(session).toMatchObject({ secure: true, httpOnly: true })
  const response = await page.request.get(stack.addresses.web)
  expect(response.headers()['strict-transport-security']).toBe('max-age=31536000')
})
