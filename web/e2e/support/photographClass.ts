import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const FOLDER = fileURLToPath(new URL('../../../test-results/screenshots/', import.meta.url))
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
]
/** Values of the class's own setting, which does not follow the browser's scheme. */
const THEMES = { dark: 'class', light: 'light' } as const

/** Keeps pictures of the class page as it is, dark and light, at three sizes unless told. Leaves it at desktop size, dark. */
export async function photographClass(page: Page, name: string, sizes = SIZES): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const [scheme, theme] of Object.entries(THEMES)) {
      await setTheme(page, theme)
      await page.screenshot({ path: `${FOLDER}${name}-${size.width}-${scheme}.png` })
    }
  }
  await page.setViewportSize(SIZES[0]!)
  await setTheme(page, THEMES.dark)
}

/** Keeps pictures of a phone's page as it is, dark and light. Leaves it dark. */
export async function photographPhone(page: Page, name: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const [scheme, theme] of Object.entries(THEMES)) {
    await setTheme(page, theme)
    await page.screenshot({ path: `${FOLDER}class-${name}-${scheme}.png` })
  }
  await setTheme(page, THEMES.dark)
}

/** Keeps one picture of the page as it is at this moment. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  await page.screenshot({ path: `${FOLDER}${name}.png` })
}

async function setTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate((value) => {
    localStorage.setItem('lectern-class-theme', value)
    window.dispatchEvent(new StorageEvent('storage'))
  }, theme)
  await page.locator(`[data-theme="${theme}"]`).first().waitFor()
  // The change is in the page, and two frames later on the screen.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null)))),
  )
}
