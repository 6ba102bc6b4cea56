import type { Browser, Page } from 'playwright-core'
import type { TestStack } from '../../../scripts/testStack.ts'
import { logInAs } from './logInAs.ts'

/** A page of somebody's own browser, logged in. `before`: what is done to the page before anything is opened. */
export async function openAs(
  stack: TestStack,
  browser: Browser,
  email: string,
  path: string,
  before: (page: Page) => Promise<void> = async () => undefined,
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await before(page)
  await logInAs(page, stack.addresses.web, email)
  await page.goto(`${stack.addresses.web}${path}`)
  return page
}

/** Starts a class from the page of a course, and gives its room; stands at the door then. */
export async function startClassNow(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Start class now' }).click()
  await page.waitForURL(/\/class\/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname.split('/').at(-1)!
}

/** Presses a switch of the class bar, unless it is on. */
export async function switchOn(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true })
  if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click()
  await page.locator('button[aria-pressed="true"]').filter({ hasText: name }).waitFor()
}

export async function endClass(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'End class' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'End class' }).click()
  await page.getByRole('heading', { name: 'Class ended' }).waitFor()
}

export type Api = (path: string) => Promise<unknown>

/** Asks the api as a program does, with a token of its own. */
export async function apiAs({ addresses }: TestStack, email: string): Promise<Api> {
  const query = 'mutation ($email: String!, $password: String!) { logIn(email: $email, password: $password) { token } }'
  const response = await fetch(`${addresses.api}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { email, password: 'lectern-demo' } }),
  })
  const { data } = (await response.json()) as { data: { logIn: { token: string } } }
  return async (path) => {
    const answer = await fetch(`${addresses.api}${path}`, {
      headers: { authorization: `Bearer ${data.logIn.token}` },
    })
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`)
    return answer.json()
  }
}
