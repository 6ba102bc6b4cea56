import type { Page } from 'playwright-core'

/** Logs in through the page, as a person does, and waits for the dashboard. */
export async function logInAs(page: Page, web: string, email: string, password = 'lectern-demo'): Promise<void> {
  await page.goto(`${web}/login`)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.waitForURL(`${web}/dashboard`)
}
