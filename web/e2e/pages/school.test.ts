import { randomUUID } from 'node:crypto'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startStack, type TestStack } from '../../../scripts/testStack.ts'
import { launchBrowser } from '../support/launchBrowser.ts'
import { logInAs } from '../support/logInAs.ts'
import { photograph } from '../support/photograph.ts'
import { seriousViolations } from '../support/seriousViolations.ts'

const ADA = 'ada@lectern.test'
const SAM = 'sam@lectern.test'
const PASSWORD = 'a quiet lecture hall'

let stack: TestStack
let browser: Browser
let web: string
let contexts: BrowserContext[]
let complaints: string[]

beforeAll(async () => {
  stack = await startStack()
  browser = await launchBrowser()
  web = stack.addresses.web
})

afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

beforeEach(() => {
  contexts = []
  complaints = []
})

afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()))
})

describe('accounts', () => {
  test('somebody signs up, is logged in, logs out and logs in again', async () => {
    const page = await newPage()
    const email = newEmail()
    await signUp(page, 'Nia Mensah', email)
    await page.getByText('You are not in a course yet').waitFor()

    await page.getByRole('button', { name: /Nia Mensah/ }).click()
    await page.getByRole('menuitem', { name: 'Log out' }).click()
    await page.getByRole('link', { name: 'Log in' }).waitFor()
    await page.goto(`${web}/dashboard`)
    expect(new URL(page.url()).pathname).toBe('/login')

    await logInAs(page, web, email, PASSWORD)
    await page.getByRole('heading', { name: 'My classes' }).waitFor()
  })

  test('the form says what to put right before anything is sent', async () => {
    const page = await newPage()
    await page.goto(`${web}/signup`)
    await page.getByLabel('Email').fill('nobody')
    await page.getByLabel('Password').fill('short')
    await page.getByRole('button', { name: 'Create account' }).click()

    const summary = page.getByRole('alert').filter({ hasText: 'Some things to put right' })
    await summary.waitFor()
    expect(await summary.getByRole('link').allInnerTexts()).toEqual(['Name', 'Email', 'Password'])
    expect(await page.getByLabel('Email').getAttribute('aria-invalid')).toBe('true')
    expect(new URL(page.url()).pathname).toBe('/signup')
  })

  test('a wrong password and an unknown address get the same answer', async () => {
    const page = await newPage()
    const known = await refusalOf(page, SAM, 'not-the-password')
    const unknown = await refusalOf(page, newEmail(), 'not-the-password')

    expect(known).toBe('The email or the password is not right. Check both, then try again.')
    expect(unknown).toBe(known)
    expect(new URL(page.url()).pathname).toBe('/login')
  })

  test('after too many tries log-in waits, whatever address the caller claims to have', async () => {
    const page = await newPage()
    const email = newEmail()
    for (let tries = 0; tries < 10; tries += 1) await logInWithoutPage(page, email, `198.51.100.${tries}`)

    expect(await refusalOf(page, email, 'not-the-password')).toMatch(/too many tries/)
  })

  test('after log-in one is where one wanted to go, and never on another site', async () => {
    const page = await newPage()
    await page.goto(`${web}/profile`)
    await page.getByLabel('Email').fill(SAM)
    await page.getByLabel('Password').fill('lectern-demo')
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.waitForURL(`${web}/profile`)

    await page.goto(`${web}/login?callbackUrl=${encodeURIComponent('//evil.test/x')}`)
    await page.waitForURL(`${web}/dashboard`)
  })

  test('name and time zone are saved and used at once', async () => {
    const page = await newPage()
    await signUp(page, 'Jo', newEmail())
    await page.goto(`${web}/profile`)
    await page.getByLabel('Name').fill('Jo Kowalska')
    await page.getByLabel('Time zone').fill('Asia/Kathmandu')
    await page.getByRole('button', { name: 'Save details' }).click()
    await page.getByRole('button', { name: /Jo Kowalska/ }).waitFor()

    await page.goto(`${web}/courses/demo-course`)
    await page.getByText('Kathmandu time').waitFor()
  })

  test('a theme that was chosen is in the page before any script runs', async () => {
    const page = await newPage()
    await page.goto(web)
    await page.getByRole('button', { name: 'Appearance' }).click()
    await page.getByRole('menuitemradio', { name: 'Dark' }).click()
    const html = await (await page.request.get(web)).text()

    expect(html).toMatch(/<html[^>]* data-theme="dark"/)
  })
})

describe('courses', () => {
  test('an instructor makes a course, it is found in the catalog, changed, and taken out again', async () => {
    const page = await newPage()
    await logInAs(page, web, ADA)
    const title = `Knots and links ${randomUUID().slice(0, 8)}`
    await page.goto(`${web}/courses/new`)
    await page.getByLabel('Title').fill(title)
    await page.getByLabel('Summary').fill('What mathematicians see in a piece of string.')
    await page.getByLabel('Description').fill('Week 1: what a knot is.\n\nWeek 2: colours on a knot.')
    await page.getByRole('button', { name: 'Create course' }).click()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()

    const stranger = await newPage()
    await stranger.goto(web)
    await stranger.getByLabel('Search courses').fill(title)
    await stranger.getByText(`1 course for “${title}”`).waitFor()
    await stranger.getByRole('link', { name: title }).click()
    await stranger.getByRole('link', { name: 'Log in to enrol' }).waitFor()

    await page.getByRole('link', { name: 'Edit course' }).click()
    await page.getByLabel('Summary').fill('Which loops can be undone, and how to prove that others cannot.')
    await page.getByRole('button', { name: 'Save course' }).click()
    await page.getByText('Which loops can be undone').waitFor()

    await page.getByRole('switch', { name: 'In the catalog' }).click()
    await page.getByText('Not in the catalog yet').waitFor()
    const answer = await stranger.goto(stranger.url())
    expect(answer?.status()).toBe(404)
  })

  test('a student cannot make a course, nor edit one', async () => {
    const page = await newPage()
    await logInAs(page, web, SAM)
    await page.goto(`${web}/courses/new`)
    await page.getByText('Courses are made by instructors').waitFor()
    const answer = await page.goto(`${web}/courses/demo-course/edit`)

    expect(answer?.status()).toBe(404)
  })

  test('a student enrols, and leaves after being asked', async () => {
    const page = await newPage()
    await signUp(page, 'Ines Duarte', newEmail())
    await page.goto(`${web}/courses/demo-course`)
    await page.getByRole('button', { name: 'Enrol' }).click()
    await page.getByText('You are enrolled', { exact: true }).waitFor()

    await page.getByRole('button', { name: 'Leave course' }).click()
    const question = page.getByRole('alertdialog', { name: 'Leave this course?' })
    await question.getByRole('button', { name: 'Cancel' }).click()
    await question.waitFor({ state: 'hidden' })
    await page.getByText('You are enrolled', { exact: true }).waitFor()

    await page.getByRole('button', { name: 'Leave course' }).click()
    await question.getByRole('button', { name: 'Leave course' }).click()
    await page.getByRole('button', { name: 'Enrol' }).waitFor()
  })

  test('an instructor plans a class in their own time zone, changes it and cancels it', async () => {
    const page = await newPage()
    await logInAs(page, web, ADA)
    await page.goto(`${web}/courses/demo-course`)
    const title = `Planned ${randomUUID().slice(0, 8)}`
    const year = new Date().getUTCFullYear() + 1
    const weekday = new Date(`${year}-05-06`).toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'UTC' })
    const day = `${weekday} 6 May ${year}`
    await page.getByRole('button', { name: 'Schedule a class' }).click()
    await page.getByLabel('Title').fill(title)
    await page.getByLabel('Day').fill(`${year}-05-06`)
    await page.getByLabel('Time').fill('14:30')
    await page.getByRole('button', { name: 'Schedule', exact: true }).click()
    await page.getByText(`${day}, 14:30 to 15:30`).waitFor()

    await page.getByRole('button', { name: `More for ${title}` }).click()
    await page.getByRole('menuitem', { name: 'Change' }).click()
    await page.getByLabel('Time').fill('16:00')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText(`${day}, 16:00 to 17:00`).waitFor()

    await page.getByRole('button', { name: `More for ${title}` }).click()
    await page.getByRole('menuitem', { name: 'Cancel class' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel class' }).click()
    await page.getByText(`${day}, 16:00 to 17:00`).waitFor({ state: 'hidden' })
  })
})

describe('a class', () => {
  test('it starts, students get the way in without a reload, and its end leaves a report', async () => {
    const [ada, sam, stranger] = [await newPage(), await newPage(), await newPage()]
    await logInAs(sam, web, SAM)
    await Promise.all([sam, stranger].map((page) => page.goto(`${web}/courses/demo-course`)))
    await sam.evaluate(() => Object.assign(window, { sameDocument: true }))
    expect(await sam.getByRole('link', { name: 'Join class' }).count()).toBe(0)

    await logInAs(ada, web, ADA)
    await ada.goto(`${web}/courses/demo-course`)
    await ada.getByRole('button', { name: 'Start class now' }).click()
    await ada.waitForURL(/\/class\/[0-9a-f-]{36}$/)
    const id = new URL(ada.url()).pathname.split('/').at(-1)!

    const join = sam.getByRole('link', { name: 'Join class' })
    await join.waitFor({ timeout: 10_000 })
    expect(await join.getAttribute('href')).toBe(`/class/${id}`)
    expect(await sam.evaluate(() => 'sameDocument' in window)).toBe(true)
    await stranger.getByText('Enrol in the course to take part').waitFor({ timeout: 10_000 })
    expect(await stranger.getByRole('link', { name: 'Join class' }).count()).toBe(0)
    await photograph(sam, 'course-live', (where) => expectAccessible(sam, where))

    await ada.goto(`${web}/dashboard`)
    await ada.getByRole('link', { name: 'Join class' }).waitFor()
    await photograph(ada, 'dashboard-live', (where) => expectAccessible(ada, where))
    await sam.goto(`${web}/courses/demo-course`)

    await ask(ada, 'mutation End($id: ID!) { endSession(id: $id) { id } }', { id })
    await sam.getByRole('link', { name: 'Join class' }).waitFor({ state: 'hidden', timeout: 10_000 })
    await sam.getByRole('heading', { name: 'Past classes' }).waitFor()

    await ada.goto(`${web}/courses/demo-course/attendance/${id}`)
    await ada.getByRole('heading', { name: /^Attendance/ }).waitFor()
    await photograph(ada, 'attendance', (where) => expectAccessible(ada, where))
    const hidden = await sam.goto(`${web}/courses/demo-course/attendance/${id}`)
    expect(hidden?.status()).toBe(404)
  })
})

describe('every page', () => {
  test.each([
    ['front', '/', 200],
    ['log-in', '/login', 200],
    ['sign-up', '/signup', 200],
    ['course', '/courses/demo-course', 200],
    ['not-found', '/nothing/here', 404],
  ])('%s, for strangers', async (name, path, status) => {
    await inspect(await newPage(), name, path, status)
  })

  test.each([
    ['dashboard-student', '/dashboard'],
    ['course-student', '/courses/demo-course'],
    ['profile', '/profile'],
  ])('%s, for a student', async (name, path) => {
    const page = await newPage()
    await logInAs(page, web, SAM)
    await inspect(page, name, path, 200)
  })

  test.each([
    ['dashboard-instructor', '/dashboard'],
    ['course-instructor', '/courses/demo-course'],
    ['course-new', '/courses/new'],
    ['course-edit', '/courses/demo-course/edit'],
  ])('%s, for an instructor', async (name, path) => {
    const page = await newPage()
    await logInAs(page, web, ADA)
    await inspect(page, name, path, 200)
  })

  test('the page of a new student, empty, and the phone menu', async () => {
    const page = await newPage()
    await signUp(page, 'Nobody Yet', newEmail())
    await inspect(page, 'dashboard-empty', '/dashboard', 200)
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('dialog', { name: 'Menu' }).getByRole('link', { name: 'Profile' }).waitFor()
    await expectAccessible(page, 'phone menu')
  })

  test('the interface kit is for development only', async () => {
    const page = await newPage()
    expect((await page.goto(`${web}/ui`))?.status()).toBe(404)
  })
})

describe('the way to the API', () => {
  const me = JSON.stringify({ query: '{ me { id } }' })
  const json = { 'Content-Type': 'application/json' }

  test('answers our own pages', async () => {
    const answer = await post(me, { ...json, Origin: web })

    expect(await answer.json()).toEqual({ data: { me: null } })
  })

  test.each([
    ['another site', me, { ...json, Origin: 'http://evil.test' }, 403, 'BAD_ORIGIN'],
    ['a form', me, { 'Content-Type': 'text/plain' }, 400, 'BAD_REQUEST'],
    ['a body that is too large', `{"query":"${' '.repeat(200_000)}"}`, json, 413, 'TOO_LARGE'],
  ])('refuses %s', async (_, body, headers, status, code) => {
    const answer = await post(body, headers as Record<string, string>)

    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code } }] })
  })

  function post(body: string, headers: Record<string, string>): Promise<Response> {
    return fetch(`${web}/api/graphql`, { method: 'POST', body, headers })
  }
})

/** A page in a browser profile of its own. What it complains of in its console is kept in `complaints`. */
async function newPage(): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    timezoneId: 'Europe/Warsaw',
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  contexts.push(context)
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return page
}

async function inspect(page: Page, name: string, path: string, status: number): Promise<void> {
  const answer = await page.goto(`${web}${path}`)
  expect(answer?.status()).toBe(status)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await photograph(page, name, async (where) => {
    await expectAccessible(page, where)
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(tooWide, `${where} scrolls sideways`).toBeLessThanOrEqual(0)
  })
  expect(complaints.filter((text) => !(status === 404 && text.includes('404')))).toEqual([])
}

async function expectAccessible(page: Page, where: string): Promise<void> {
  expect(await seriousViolations(page), where).toEqual([])
}

function newEmail(): string {
  return `${randomUUID()}@school.test`
}

async function signUp(page: Page, name: string, email: string): Promise<void> {
  await page.goto(`${web}/signup`)
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL(`${web}/dashboard`)
}

/** Tries to log in, which must fail, and gives the words of the refusal. */
async function refusalOf(page: Page, email: string, password: string): Promise<string> {
  await page.goto(`${web}/login`)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
  const alert = page.locator('form').getByRole('alert')
  await alert.waitFor()
  return (await alert.textContent()) ?? ''
}

/** What the log-in form sends, with a made-up address of the caller. */
async function logInWithoutPage(page: Page, email: string, address: string): Promise<void> {
  const { csrfToken } = await (await page.request.get(`${web}/api/auth/csrf`)).json()
  const answer = await page.request.post(`${web}/api/auth/callback/credentials`, {
    form: { csrfToken, email, password: 'not-the-password', json: 'true' },
    headers: { 'X-Forwarded-For': address },
  })
  expect(answer.status()).toBe(401)
}

async function ask(page: Page, query: string, variables: Record<string, unknown>): Promise<void> {
  const answer = await page.request.post(`${web}/api/graphql`, { data: { query, variables } })
  expect(await answer.json()).not.toHaveProperty('errors')
}
