import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const FOLDER = fileURLToPath(new URL('../../../test-results/screenshots/', import.meta.url))
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
]
const SCHEMES = ['light', 'dark'] as const

/**
 * Keeps pictures of the page as it is: desktop, tablet and phone, light and dark. `look` is called
 * where the page differs most: on the desktop in both schemes, and on the phone.
 * Leaves the page at desktop size, light.
 */
export async function photograph(page: Page, name: string, look: (where: string) => Promise<void>): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  for (const size of SIZES) {
    await page.setViewportSize(size)
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.screenshot({ path: `${FOLDER}${name}-${size.width}-${colorScheme}.png`, fullPage: true })
      const alike = size.width === 1024 || (size.width === 390 && colorScheme === 'dark')
      if (!alike) await look(`${name} at ${size.width} px, ${colorScheme}`)
    }
  }
  await page.setViewportSize(SIZES[0]!)
  await page.emulateMedia({ colorScheme: 'light' })
}
