import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startStack, type TestStack } from '../../scripts/testStack.ts'
import { enter, inClass, tileOf } from './support/classPage.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { logInAs } from './support/logInAs.ts'
import { photographPhone } from './support/photographClass.ts'
import { endClass } from './support/schoolClass.ts'
import { seriousViolations } from './support/seriousViolations.ts'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }

let stack: TestStack
let browser: Browser
let web: string

beforeAll(async () => {
  stack = await startStack()
  browser = await launchBrowser()
  web = stack.addresses.web
})

afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

afterEach(() => Promise.all(browser.contexts().map((context) => context.close())))

describe('a guest of the school', () => {
  test('gives a name, waits for the start and for being let in, is in the class, and is the same person after a reload', async () => {
    const ada = await openAsAda()
    const id = await planClass(ada, { title: 'Open evening', guestPolicy: 'ASK' })

    const gus = await openLink(`${web}/guest/${id}`)
    await gus.getByRole('heading', { level: 1, name: 'Open evening' }).waitFor()
    await look(gus, 'guest-name')
    await gus.getByRole('button', { name: 'Ask to join' }).click()
    await gus.getByRole('alert').getByText('Enter the name that others should see.').waitFor()
    await gus.getByRole('textbox', { name: 'Your name' }).fill('Gus Berg')
    await gus.getByRole('button', { name: 'Ask to join' }).click()
    await gus.getByText('This class has not started yet.').waitFor()
    await look(gus, 'guest-not-started')

    await ada.goto(`${web}/class/${id}`)
    await enter(ada, 'Start class')
    await gus.getByText('You join as Gus Berg.').waitFor()
    await look(gus, 'guest-prejoin')
    await gus.getByRole('button', { name: 'Join class' }).click()
    await gus.getByText('You are in the waiting room').waitFor()
    await look(gus, 'guest-waiting')

    await ada.getByRole('button', { name: 'Admit Gus Berg' }).click()
    await inClass(gus).waitFor()
    await tileOf(ada, 'Gus Berg').waitFor()

    await gus.reload()
    await enter(gus)
    await tileOf(ada, 'Gus Berg').waitFor()
    expect(await tileOf(ada, 'Gus Berg').count()).toBe(1)
    expect(await ada.getByRole('button', { name: 'Admit Gus Berg' }).count()).toBe(0)

    await endClass(ada)
    await gus.getByRole('heading', { name: 'Class ended' }).waitFor()
    const late = await openLink(`${web}/guest/${id}`)
    await late.getByRole('heading', { name: 'Class ended' }).waitFor()
  })

  test('staff copy the link in the People panel as long as guests are admitted; it opens the class that was started without a plan', async () => {
    const ada = await openAsAda()
    await ada.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await ada.goto(`${web}/courses/demo-course`)
    await ada.getByRole('button', { name: 'Start class now' }).click()
    await ada.waitForURL(/\/class\//)
    await enter(ada)
    await ada.getByRole('tab', { name: 'People' }).click()
    await ada.getByRole('button', { name: 'For everyone' }).click()
    await ada.getByRole('menuitem', { name: 'Copy guest link' }).click()
    await ada.getByText('Whoever opens it waits until somebody lets them in.').first().waitFor()
    const link = await ada.evaluate(() => navigator.clipboard.readText())
    expect(link).toBe(ada.url().replace('/class/', '/guest/'))

    const gus = await openLink(link)
    await gus.getByRole('textbox', { name: 'Your name' }).fill('Gus')
    await gus.getByRole('button', { name: 'Ask to join' }).click()
    await gus.getByRole('button', { name: 'Change name' }).click()
    await gus.getByRole('textbox', { name: 'Your name' }).fill('Gus Berg')
    await gus.getByRole('button', { name: 'Ask to join' }).click()
    await gus.getByRole('button', { name: 'Join class' }).click()
    await ada.getByRole('button', { name: 'Admit Gus Berg' }).first().click()
    await inClass(gus).waitFor()

    await ada.getByRole('button', { name: 'For everyone' }).click()
    await ada.getByRole('menuitem', { name: 'What students may do' }).click()
    await ada.getByRole('radio', { name: 'Are turned away' }).click()
    await ada.getByRole('radio', { name: 'Are turned away', checked: true }).waitFor()
    await ada.keyboard.press('Escape')
    await ada.getByRole('dialog').waitFor({ state: 'detached' })
    await ada.getByRole('button', { name: 'For everyone' }).click()
    await ada.getByRole('menuitem', { name: 'Copy who is here' }).waitFor()
    expect(await ada.getByRole('menuitem', { name: 'Copy guest link' }).count()).toBe(0)
  })

  test('is told plainly where guests are not admitted, and where there is no such class', async () => {
    const ada = await openAsAda()
    const closed = await openLink(
      `${web}/guest/${await planClass(ada, { title: 'Staff meeting', guestPolicy: 'DENY' })}`,
    )
    await closed.getByRole('heading', { name: 'Staff meeting' }).waitFor()
    await closed.getByText('This class does not admit guests.').waitFor()
    expect(await closed.getByRole('textbox').count()).toBe(0)
    await look(closed, 'guest-refused')

    const nowhere = await openLink(`${web}/guest/${randomUUID()}`)
    await nowhere.getByRole('heading', { name: 'There is no such class' }).waitFor()
  })
})

async function look(page: Page, name: string): Promise<void> {
  expect(await seriousViolations(page), name).toEqual([])
  await photographPhone(page, name)
}

/** A stranger's phone with a link. */
async function openLink(link: string): Promise<Page> {
  const context = await browser.newContext(PHONE)
  const page = await context.newPage()
  await page.goto(link)
  return page
}

async function openAsAda(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await logInAs(page, web, 'ada@lectern.test')
  return page
}

/** Plans a class of a hidden course, which strangers learn of by the link only; gives its id. */
async function planClass(
  page: Page,
  { title, guestPolicy }: { title: string; guestPolicy: 'ASK' | 'DENY' },
): Promise<string> {
  const { createCourse } = await ask<{ createCourse: { slug: string } }>(
    page,
    'mutation ($input: CreateCourseInput!) { createCourse(input: $input) { slug } }',
    { input: { title: 'Open days', summary: 'For a test.', description: 'For a test.', published: false } },
  )
  const startsAt = new Date(Date.now() + 3_600_000).toISOString()
  const { scheduleSession } = await ask<{ scheduleSession: { id: string } }>(
    page,
    'mutation ($input: ScheduleSessionInput!) { scheduleSession(input: $input) { id } }',
    { input: { courseSlug: createCourse.slug, title, startsAt, guestPolicy } },
  )
  return scheduleSession.id
}

/** Asks the school as whoever is logged in on this page. */
async function ask<Data>(page: Page, query: string, variables: Record<string, unknown>): Promise<Data> {
  const response = await page.request.post(`${web}/api/graphql`, {
    data: { query, variables },
    headers: { origin: web },
  })
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown }
  expect(errors).toBeUndefined()
  return data
}
