import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import type { TestStack } from '../../../scripts/testStack.ts'

export interface Guest {
  room: string
  name: string
  role: 'instructor' | 'assistant' | 'student'
  sub?: string
  guest?: boolean
  title?: string
}

/** Opens the guest page with a join token in a browser context of its own; stands before the class. */
export async function openDoor(
  stack: TestStack,
  browser: Browser,
  who: Guest,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  const page = await context.newPage()
  await page.goto(`${stack.addresses.web}/join#token=${stack.token(who)}`)
  return page
}

/** Comes in by a link, all the way into the class. */
export async function joinByLink(
  stack: TestStack,
  browser: Browser,
  who: Guest,
  options?: BrowserContextOptions,
): Promise<Page> {
  const page = await openDoor(stack, browser, who, options)
  await enter(page)
  return page
}

/** From the door into the class. */
export async function enter(page: Page, action: 'Join class' | 'Start class' = 'Join class'): Promise<void> {
  await page.getByRole('button', { name: action }).click()
  await inClass(page).waitFor()
}

/** The bar, which is there as long as one is in class. */
export const inClass = (page: Page): Locator => page.getByRole('toolbar', { name: 'Class controls' })

export const tileOf = (page: Page, name: string): Locator => page.locator(`[data-participant="${name}"]`)

/** Resolves once the picture has moved on by several frames. */
export async function seePictures(video: Locator, frames = 5): Promise<{ width: number; height: number }> {
  await video.waitFor()
  return video.evaluate(async (element, wanted) => {
    const picture = element as HTMLVideoElement
    for (let seen = 0; seen < wanted; seen += 1)
      await new Promise<void>((resolve) => {
        picture.requestVideoFrameCallback(() => resolve())
      })
    return { width: picture.videoWidth, height: picture.videoHeight }
  }, frames)
}

/** Resolves once one of the voices that the page plays is louder than silence. */
export async function hearVoice(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const state = window as unknown as { meters?: Map<MediaStream, () => number> }
    state.meters ??= new Map()
    for (const audio of document.querySelectorAll('audio')) {
      const stream = audio.srcObject as MediaStream | null
      if (!stream || state.meters.has(stream)) continue
      const context = new AudioContext()
      const analyser = context.createAnalyser()
      context.createMediaStreamSource(stream).connect(analyser)
      const samples = new Float32Array(analyser.fftSize)
      state.meters.set(stream, () => {
        analyser.getFloatTimeDomainData(samples)
        return Math.max(...samples.map(Math.abs))
      })
    }
    return [...state.meters.values()].some((level) => level() > 0.01)
  })
}

/** Draws a line on the board by mouse, across the middle of the page. Positions are shares of the board's size. */
export async function drawLine(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  const board = page.locator('[data-board] .tl-canvas')
  await board.waitFor()
  const box = (await board.boundingBox())!
  const at = ([x, y]: [number, number]): [number, number] => [box.x + box.width * x, box.y + box.height * y]
  await page.mouse.move(...at(from))
  await page.mouse.down()
  await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]), { steps: 8 })
  await page.mouse.move(...at(to), { steps: 8 })
  await page.mouse.up()
}

/** Chooses an action from a person's menu in the People panel. */
export async function personAction(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('tab', { name: 'People' }).click()
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: action, exact: true }).click()
}

/** Shapes that the board shows. */
export const shapes = (page: Page): Locator => page.locator('[data-board] .tl-shape')

/** Presses Tab until the control has the focus; throws where it cannot be reached. */
export async function tabTo(page: Page, control: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await control.waitFor()
  for (let presses = 0; presses < 120; presses += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error(`${control} cannot be reached by keyboard`)
}
