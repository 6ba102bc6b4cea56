import type { JoinClaims } from '@lectern/protocol'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { MediaState, MediaStatus } from '../../features/media/MediaState.ts'
import type { MediaStack } from './MediaStack.ts'
import type {} from './page/main.ts'

/** Somebody at a browser, with the media page open. */
export class Person {
  readonly userId: string
  readonly page: Page
  readonly #context: BrowserContext

  private constructor(userId: string, context: BrowserContext, page: Page) {
    this.userId = userId
    this.#context = context
    this.page = page
  }

  static async join(
    browser: Browser,
    stack: MediaStack,
    room: string,
    userId: string,
    claims: Partial<JoinClaims> = {},
  ): Promise<Person> {
    const context = await browser.newContext()
    const page = await context.newPage()
    page.on('pageerror', (error) => process.stderr.write(`${userId}: ${error.stack}\n`))
    await page.goto(await stack.pageFor(room, userId, claims))
    // Sound and screens want a page that was clicked.
    await page.mouse.click(10, 10)
    const person = new Person(userId, context, page)
    await person.hasStatus('connected')
    return person
  }

  async hasStatus(status: MediaStatus): Promise<void> {
    await this.page.waitForFunction((wanted) => window.lectern.media.getSnapshot().status === wanted, status)
  }

  /** With a steady tone: the made-up microphone only beeps, which a browser takes for noise and suppresses. */
  async speaks(): Promise<void> {
    await this.page.evaluate(() => {
      const context = new AudioContext()
      const tone = context.createOscillator()
      const output = context.createMediaStreamDestination()
      tone.connect(output)
      tone.start()
      return window.lectern.media.setMicrophone(true, { track: output.stream.getAudioTracks()[0]! })
    })
  }

  async shows(): Promise<void> {
    await this.page.evaluate(() => window.lectern.media.setCamera(true))
  }

  /** Status and problem of a device of one's own. */
  async device(name: 'microphone' | 'camera' | 'screen'): Promise<Pick<MediaState['camera'], 'status' | 'problem'>> {
    return this.page.evaluate((device) => {
      const { status, problem } = window.lectern.media.getSnapshot()[device]
      return { status, problem }
    }, name)
  }

  async wishes(userId: string, height: number | null, source: 'camera' | 'screen' = 'camera'): Promise<void> {
    await this.page.evaluate(
      ([user, lines, of]) => window.lectern.media.setWish(user, of, lines ? { height: lines } : null),
      [userId, height, source] as const,
    )
  }

  /** Waits until new frames of a picture are decoded. */
  async sees(userId: string, source: 'camera' | 'screen' = 'camera'): Promise<void> {
    const args = [userId, source, await this.frames(userId, source)] as const
    await this.page.waitForFunction(([user, of, before]) => {
      const frames = window.lectern.players.frames(user, of)
      // Another player counts from 0 again.
      return frames > 0 && (frames < before || frames >= before + 5)
    }, args)
  }

  async seesHeight(userId: string, least: number, most: number): Promise<void> {
    await this.page.waitForFunction(
      ([user, low, high]) => {
        const height = window.lectern.players.height(user, 'camera')
        return height >= low && height <= high
      },
      [userId, least, most] as const,
    )
  }

  async hears(userId: string, source: 'microphone' | 'screenAudio' = 'microphone'): Promise<void> {
    const args = [userId, source] as const
    await this.page.waitForFunction(([user, of]) => window.lectern.players.level(user, of) > 0.02, args)
  }

  frames(userId: string, source: 'camera' | 'screen'): Promise<number> {
    return this.page.evaluate(([user, of]) => window.lectern.players.frames(user, of), [userId, source] as const)
  }

  /** Which layers of its pictures are sent. */
  sendingLayers(): Promise<boolean[][]> {
    return this.page.evaluate(() => window.lectern.connections.sendingLayers())
  }

  async sendsLayers(layers: boolean[]): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => JSON.stringify(window.lectern.connections.sendingLayers()) === wanted,
      JSON.stringify([layers]),
    )
  }

  async leave(): Promise<void> {
    await this.#context.close()
  }
}
