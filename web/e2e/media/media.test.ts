import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/launchBrowser.ts'
import { MediaStack } from './MediaStack.ts'
import { Person } from './Person.ts'

let stack: MediaStack
let browser: Browser
let people: Person[] = []
let rooms = 0

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([MediaStack.start(), launchBrowser()])
})
afterEach(async () => {
  await Promise.all(people.map((person) => person.leave()))
  people = []
})
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

/** An instructor and a student in a room of their own. */
async function classOfTwo(): Promise<[ada: Person, sam: Person]> {
  const room = `media-${rooms++}`
  const ada = await Person.join(browser, stack, room, 'ada', { role: 'instructor' })
  const sam = await Person.join(browser, stack, room, 'sam')
  people = [ada, sam]
  return [ada, sam]
}

/** Both speak, show themselves and look at each other. */
async function talking(): Promise<[ada: Person, sam: Person]> {
  const [ada, sam] = await classOfTwo()
  for (const person of [ada, sam]) {
    await person.speaks()
    await person.shows()
  }
  await Promise.all([ada.wishes('sam', 360), sam.wishes('ada', 360)])
  await seeAndHear(ada, sam)
  return [ada, sam]
}

async function seeAndHear(ada: Person, sam: Person): Promise<void> {
  await Promise.all([ada.sees('sam'), sam.sees('ada'), ada.hears('sam'), sam.hears('ada')])
}

test('two people on two media workers see and hear each other, and who speaks is told', async () => {
  const [ada, sam] = await talking()
  await sam.page.waitForFunction(() => {
    const { speakers } = window.lectern.media.getSnapshot()
    return speakers.some(({ userId }) => userId === 'ada')
  })
  await ada.page.evaluate(() => window.lectern.media.setMicrophone(false))
  expect(await ada.device('microphone')).toEqual({ status: 'muted', problem: null })
  await sam.page.waitForFunction(() => {
    const { speakers } = window.lectern.media.getSnapshot()
    return speakers.every(({ userId }) => userId !== 'ada')
  })
  await ada.speaks()
  await sam.hears('ada')
  await ada.page.evaluate(() => window.lectern.media.setCamera(false))
  await sam.page.waitForFunction(() => !window.lectern.media.getSnapshot().remote.get('ada')?.camera)
})

test('a shared screen arrives in full, and its end is seen', async () => {
  const [ada, sam] = await classOfTwo()
  await sam.wishes('ada', 720, 'screen')
  await ada.page.evaluate(() => window.lectern.media.setScreen(true))
  expect(await ada.device('screen')).toEqual({ status: 'on', problem: null })
  await sam.sees('ada', 'screen')
  const shared = await ada.page.evaluate(() => window.lectern.media.getSnapshot().screen.track!.getSettings().height)
  await sam.page.waitForFunction((height) => window.lectern.players.height('ada', 'screen') === height, shared)
  await ada.page.evaluate(() => window.lectern.media.setScreen(false))
  await sam.page.waitForFunction(() => window.lectern.media.getSnapshot().remote.size === 0)
})

test('what nobody looks at is not sent; what is small is sent small', async () => {
  const [ada, sam] = await classOfTwo()
  await ada.shows()
  await ada.sendsLayers([false, false, false])
  const before = await ada.page.evaluate(() => window.lectern.connections.videoPacketsSent())
  await sam.wishes('ada', 180)
  await ada.sendsLayers([true, false, false])
  await sam.sees('ada')
  await sam.seesHeight('ada', 90, 200)
  expect(await ada.page.evaluate(() => window.lectern.connections.videoPacketsSent())).toBeGreaterThan(before)
  await sam.wishes('ada', 720)
  await ada.sendsLayers([true, true, true])
  await sam.seesHeight('ada', 300, 720)
  // A new track renegotiates, which must not bring layers back that nobody wants.
  await sam.wishes('ada', 180)
  await ada.sendsLayers([true, false, false])
  await ada.speaks()
  await sam.hears('ada')
  expect(await ada.sendingLayers()).toEqual([[true, false, false]])
  await sam.wishes('ada', null)
  await ada.sendsLayers([false, false, false])
})

test('rights are the class’s: a refused camera, a revoked one, a mute by staff', async () => {
  const [ada, sam] = await classOfTwo()
  const command = (name: string, input: unknown) =>
    ada.page.evaluate(
      ([event, payload]) =>
        window.lectern.client.request({ name: event } as never, payload as never) as Promise<unknown> as Promise<void>,
      [name, input] as const,
    )
  await sam.speaks()
  await ada.hears('sam')
  await command('people:mute', { userId: 'sam', lock: true })
  await sam.page.waitForFunction(() => window.lectern.media.getSnapshot().microphone.status === 'muted')
  await sam.speaks()
  expect(await sam.device('microphone')).toEqual({ status: 'muted', problem: 'locked' })
  await command('people:unlock', { userId: 'sam' })
  await sam.speaks()
  expect(await sam.device('microphone')).toEqual({ status: 'on', problem: null })
  await ada.hears('sam')
  await command('people:grant', { userId: 'sam', grant: 'speak', on: false })
  await sam.page.waitForFunction(() => window.lectern.media.getSnapshot().microphone.problem === 'revoked')
  await sam.shows()
  expect(await sam.device('camera')).toEqual({ status: 'off', problem: 'not-allowed' })
})

test('another network: new ICE credentials, and it goes on', async () => {
  const [ada, sam] = await talking()
  const ufrags = () => sam.page.evaluate(() => window.lectern.connections.remoteUfrags())
  const before = await ufrags()
  expect(before).toHaveLength(2)
  await sam.page.evaluate(() => {
    ;(navigator as unknown as { connection: EventTarget }).connection.dispatchEvent(new Event('change'))
  })
  await sam.page.waitForFunction(
    (old) => window.lectern.connections.remoteUfrags().every((ufrag) => !old.includes(ufrag)),
    before,
  )
  await seeAndHear(ada, sam)
  await sam.hasStatus('connected')
})

test('the media workers are killed: everybody is back without doing anything', async () => {
  const [ada, sam] = await talking()
  const workers = stack.sfu.childPids
  expect(workers).toHaveLength(2)
  for (const worker of workers) process.kill(worker, 'SIGKILL')
  await Promise.all([ada, sam].map((person) => person.hasStatus('reconnecting')))
  await Promise.all([ada, sam].map((person) => person.hasStatus('connected')))
  await seeAndHear(ada, sam)
  expect(await sam.page.evaluate(() => window.lectern.media.getSnapshot().remote.size)).toBe(1)
})

test('the SFU is killed and started again: everybody is back', async () => {
  const [ada, sam] = await talking()
  await stack.crashSfu()
  await Promise.all([ada, sam].map((person) => person.hasStatus('connected')))
  await seeAndHear(ada, sam)
})

test('the engine is killed and started again: everybody is back', async () => {
  const [ada, sam] = await talking()
  await stack.crashEngine()
  await Promise.all([ada, sam].map((person) => person.hasStatus('connected')))
  await seeAndHear(ada, sam)
})

test('without camera and microphone one attends', async () => {
  const [ada, sam] = await classOfTwo()
  await sam.page.evaluate(() => {
    Object.defineProperty(navigator, 'mediaDevices', { value: undefined })
  })
  await sam.shows()
  expect(await sam.device('camera')).toEqual({ status: 'off', problem: 'unsupported' })
  await ada.speaks()
  await ada.shows()
  await sam.wishes('ada', 360)
  await Promise.all([sam.sees('ada'), sam.hears('ada')])
})
