import type { JoinClaims } from '@lectern/protocol'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import type { MediaStack } from '../../../../web/e2e/media/MediaStack.ts'
import type {} from '../../../../web/e2e/media/page/main.ts'
import { bendCandidates } from './bendCandidates.ts'
import type { NetworkLink } from './NetworkLink.ts'
import { type Flow, recordFlow } from './recordFlow.ts'

export interface ParticipantOptions {
  room: string
  userId: string
  claims?: Partial<JoinClaims>
  /** Goes to engine and media server this way; straight there without. */
  link?: NetworkLink
}

/** What must flow before something counts as flowing. */
const STEADY = { frames: 15, sounds: 8 }

/** Somebody in class at a real browser, on a page with the real clients and nothing else. */
export class Participant {
  readonly userId: string
  readonly page: Page
  readonly #context: BrowserContext

  private constructor(userId: string, context: BrowserContext, page: Page) {
    this.userId = userId
    this.#context = context
    this.page = page
  }

  static async join(browser: Browser, stack: MediaStack, options: ParticipantOptions): Promise<Participant> {
    const { room, userId, claims = {}, link } = options
    const context = await browser.newContext()
    await context.addInitScript(recordFlow)
    if (link) await context.addInitScript(bendCandidates, { from: stack.mediaPort, to: link.mediaPort })
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    await page.goto(await stack.pageFor(room, userId, claims, link?.enginePort))
    // Sound wants a page that was clicked.
    await page.mouse.click(10, 10)
    const participant = new Participant(userId, context, page)
    await page.waitForFunction(() => window.lectern.media.getSnapshot().status === 'connected')
    return participant
  }

  /** Shows the made-up camera and gives a steady tone. */
  async send(): Promise<void> {
    await this.page.evaluate(async () => {
      const context = new AudioContext()
      const tone = context.createOscillator()
      const output = context.createMediaStreamDestination()
      tone.connect(output)
      tone.start()
      await window.lectern.media.setMicrophone(true, { track: output.stream.getAudioTracks()[0]! })
      await window.lectern.media.setCamera(true)
    })
  }

  async lookAt(userId: string): Promise<void> {
    await this.page.evaluate((user) => window.lectern.media.setWish(user, 'camera', { height: 180 }), userId)
  }

  /** Resolves once sound and picture have come steadily since a moment, over connections opened since another one. */
  async receives({ since, openedSince }: { since: number; openedSince?: number }): Promise<void> {
    const args = { since, openedSince, least: STEADY }
    await this.page.waitForFunction(({ since: from, openedSince: opened, least }) => {
      const { flow } = window
      const newest = flow.opened.at(-1) ?? 0
      if (opened !== undefined && newest < opened) return false
      const start = opened === undefined ? from : newest
      const after = (arrivals: number[], count: number) => (arrivals.at(-count) ?? 0) > start
      return after(flow.frames, least.frames) && after(flow.sounds, least.sounds)
    }, args)
  }

  async flow(): Promise<Pick<Flow, 'frames' | 'sounds' | 'opened'>> {
    return this.page.evaluate(() => {
      const { frames, sounds, opened } = window.flow
      return { frames, sounds, opened }
    })
  }

  serverPorts(): Promise<number[]> {
    return this.page.evaluate(() => window.flow.serverPorts())
  }

  /** A direct line to the browser, for what a page cannot do to itself. */
  browserLine(): Promise<CDPSession> {
    return this.#context.newCDPSession(this.page)
  }

  async leave(): Promise<void> {
    await this.#context.close()
  }
}
