import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startStack, type TestStack } from '../../../scripts/testStack.ts'
import { drawLine, enter, joinByLink, shapes } from '../support/classPage.ts'
import { launchBrowser } from '../support/launchBrowser.ts'
import { logInAs } from '../support/logInAs.ts'

const [ADA, SAM, ROOT] = ['ada@lectern.test', 'sam@lectern.test', 'root@lectern.test']

interface Visit {
  path: string
  /** Who looks; nobody where it is left out. */
  as?: string
  status?: number
}

/** Every page of web/app, and where to see it. A page without a line here fails the test below. */
const PAGES: Record<string, (session: string) => Visit[]> = {
  '(school)': () => [{ path: '/' }, { path: '/', as: SAM }, { path: '/nothing/here', status: 404 }],
  '(school)/courses/[slug]': () => [{ path: '/courses/demo-course' }, { path: '/courses/demo-course', as: ADA }],
  '(school)/courses/[slug]/attendance/[id]': (id) => [{ path: `/courses/demo-course/attendance/${id}`, as: ADA }],
  '(school)/courses/[slug]/search': () => [{ path: '/courses/demo-course/search?q=a', as: ADA }],
  '(school)/courses/[slug]/edit': () => [{ path: '/courses/demo-course/edit', as: ADA }],
  '(school)/courses/new': () => [{ path: '/courses/new', as: ADA }],
  '(school)/dashboard': () => [
    { path: '/dashboard', as: SAM },
    { path: '/dashboard', as: ADA },
  ],
  '(school)/debug': () => [
    { path: '/debug', as: ROOT },
    { path: '/debug', as: ADA, status: 404 },
  ],
  '(school)/login': () => [{ path: '/login' }],
  '(school)/profile': () => [{ path: '/profile', as: SAM }],
  '(school)/replay/[id]/edit': (id) => [{ path: `/replay/${id}/edit`, as: SAM, status: 404 }],
  '(school)/signup': () => [{ path: '/signup' }],
  'class/[id]': (id) => [{ path: `/class/${id}`, as: ADA }],
  'guest/[id]': (id) => [{ path: `/guest/${id}` }],
  join: () => [{ path: '/join' }],
  'join/[room]': () => [{ path: '/join/some-room' }],
  'replay/[id]': (id) => [{ path: `/replay/${id}` }, { path: `/replay/${id}?t=1m`, as: ADA }],
  ui: () => [{ path: '/ui' }],
}

let stack: TestStack
let browser: Browser
let web: string
let session: string

beforeAll(async () => {
  // The interface kit shows every part in every state.
  stack = await startStack({ env: { LECTERN_WEB_UI_PAGE: '1' } })
  browser = await launchBrowser()
  web = stack.addresses.web
  const page = await newPage(ADA)
  session = await startClass(page)
})

afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
})

test('every page has a line in the table', async () => {
  const app = fileURLToPath(new URL('../../app', import.meta.url))
  const files = await readdir(app, { recursive: true })
  const pages = files.filter((file) => file.endsWith('page.tsx')).map((file) => file.replace(/\/?page\.tsx$/, ''))
  expect(Object.keys(PAGES).sort()).toEqual(pages.sort())
})

describe.each(Object.entries(PAGES))('the page %s', (_name, visitsOf) => {
  test('is sent with a policy that lets nothing inline count, and with all other headers', async () => {
    for (const { path, as, status = 200 } of visitsOf(session)) {
      const page = await newPage(as)
      const response = await page.request.get(`${web}${path}`)
      expect(response.status(), path).toBe(status)
      expectHeaders(response.headers())
      expect(strayStyles(await response.text(), response.headers()['content-security-policy'] ?? ''), path).toEqual([])
    }
  })

  test('breaks no rule of its policy in the browser', async () => {
    for (const { path, as } of visitsOf(session)) {
      const page = await newPage(as)
      const violations = watch(page)
      await page.goto(`${web}${path}`)
      await page.getByRole('heading').first().waitFor()
      await openEverything(page)
      expect(await violations(), path).toEqual([])
    }
  })
})

describe('a class', () => {
  test('breaks no rule of its policy: board, text, chat, menus, pictures of the board, and coming from a page of the school', async () => {
    const page = await newPage(ADA)
    const violations = watch(page)
    await page.goto(`${web}/courses/demo-course`)
    await page.getByRole('link', { name: 'Join class' }).click()
    await enter(page)
    await drawLine(page, [0.4, 0.4], [0.6, 0.6])
    await shapes(page).first().waitFor()
    await page.keyboard.press('t')
    const board = await page.locator('.tl-canvas').boundingBox()
    await page.mouse.click(board!.x + board!.width * 0.3, board!.y + board!.height * 0.3)
    await page.keyboard.type('Orthogonal')
    await page.locator('.tl-shape').filter({ hasText: 'Orthogonal' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('textbox', { name: 'Message everyone' }).fill('Hello')
    await page.keyboard.press('Enter')
    await page.getByText('Hello', { exact: true }).first().waitFor()
    for (const name of ['React', 'Layout']) {
      await page.getByRole('button', { name, exact: true }).click()
      await page.keyboard.press('Escape')
    }
    for (const [format, start] of [
      ['PNG', '\u0089PNG'],
      ['SVG', '<svg'],
    ] as const) {
      await page.getByRole('button', { name: 'More about this page' }).click()
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: `Download as ${format}` }).click(),
      ])
      expect((await readFile(await file.path())).toString('latin1').startsWith(start), format).toBe(true)
    }
    expect(await violations()).toEqual([])
  })

  test('breaks no rule of its policy for who comes by a link', async () => {
    const page = await joinByLink(stack, browser, { room: 'by-link', name: 'Grace', role: 'instructor' })
    const violations = watch(page)
    await page.reload()
    await enter(page)
    await drawLine(page, [0.4, 0.4], [0.6, 0.6])
    await shapes(page).first().waitFor()
    expect(await violations()).toEqual([])
  })
})

describe('what is no page', () => {
  test.each([
    ['/api/auth/session', 200],
    ['/api/auth/csrf', 200],
    ['/api/auth/providers', 200],
    ['/api/graphql', 405],
    ['/healthz', 200],
    ['/readyz', 200],
    ['/metrics', 200],
    ['/v1/debug', 403],
  ])('%s may load nothing at all', async (path, status) => {
    const response = await fetch(`${web}${path}`, { redirect: 'manual' })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; frame-ancestors 'none'/)
    expectCommon(Object.fromEntries(response.headers))
  })

  test.each(['signin', 'signout', 'error', 'verify-request'])(
    'next-auth shows no page of its own: %s',
    async (name) => {
      const response = await fetch(`${web}/api/auth/${name}`, { redirect: 'manual' })
      expect(response.status).toBeGreaterThanOrEqual(300)
      expect(response.status).toBeLessThan(400)
    },
  )

  test('files are not guessed to be something else', async () => {
    const html = await (await fetch(web)).text()
    const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(html)?.[1]
    const response = await fetch(`${web}${script}`)
    expect(response.headers.get('content-type')).toContain('javascript')
    expectCommon(Object.fromEntries(response.headers))
  })
})

test('cookies of the log-in are out of reach of scripts and other sites', async () => {
  const page = await newPage(SAM)
  const cookies = await page.context().cookies()
  const ofLogIn = cookies.filter(({ name }) => name.includes('next-auth'))
  expect(ofLogIn.map(({ name }) => name)).toContain('next-auth.session-token')
  for (const { httpOnly, sameSite } of ofLogIn)
    expect({ httpOnly, sameSite }).toEqual({ httpOnly: true, sameSite: 'Lax' })
})

function expectHeaders(headers: Record<string, string>): void {
  const policy = headers['content-security-policy'] ?? ''
  expect(policy).not.toMatch(/unsafe-(inline|eval)|\*/)
  for (const rule of ["default-src 'self'", "object-src 'none'", "base-uri 'self'", "frame-ancestors 'none'"]) {
    expect(policy).toContain(rule)
  }
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{40,}' 'strict-dynamic';/)
  expectCommon(headers)
}

function expectCommon(headers: Record<string, string>): void {
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=(self), microphone=(self)'),
    'cross-origin-opener-policy': 'same-origin',
  })
  expect(headers).not.toHaveProperty('x-powered-by')
  // Only who is reached by https may promise to be.
  expect(headers).not.toHaveProperty('strict-transport-security')
}

/** Style elements and scripts of a document without its nonce; the policy would let none of them count. */
function strayStyles(html: string, policy: string): string[] {
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
  expect(nonce).toBeDefined()
  const inline = html.match(/<(style|script)\b[^>]*>/g) ?? []
  return inline.filter((tag) => !tag.includes(`nonce="${nonce}"`) && !tag.includes(' src='))
}

/** Notes what the browser refuses because of the policy, from the next document on. */
function watch(page: Page): () => Promise<string[]> {
  const violations: string[] = []
  page.on('console', (message) => {
    const text = message.text()
    if (/Content Security Policy|Permissions-Policy/.test(text)) violations.push(text)
  })
  return async () => {
    // What the page had to say is on its way before this answer.
    await page.evaluate(() => document.title)
    return violations
  }
}

/** Opens and closes what opens on the page: menus, selects, dialogs, tabs. */
async function openEverything(page: Page): Promise<void> {
  const openers = page.locator('main [aria-haspopup], header [aria-haspopup], main [role=combobox], main [role=tab]')
  for (const opener of (await openers.all()).slice(0, 20)) {
    if (!(await opener.isVisible()) || !(await opener.isEnabled())) continue
    await opener.click()
    await page.keyboard.press('Escape')
  }
}

async function newPage(as?: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  if (as) await logInAs(page, web, as)
  return page
}

async function startClass(page: Page): Promise<string> {
  await page.goto(`${web}/courses/demo-course`)
  await page.getByRole('button', { name: 'Start class now' }).click()
  await page.waitForURL(/\/class\/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname.split('/').at(-1)!
}
