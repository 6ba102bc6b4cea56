import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startStack, type TestStack } from '../../scripts/testStack.ts'
import {
  drawLine,
  enter,
  hearVoice,
  inClass,
  joinByLink,
  openDoor,
  personAction,
  seePictures,
  shapes,
  tabTo,
  tileOf,
} from './support/classPage.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { photograph } from './support/photograph.ts'
import { keepPicture, photographClass, photographPhone } from './support/photographClass.ts'
import { StockClient } from './support/StockClient.ts'
import { endClass, openAs, startClassNow } from './support/schoolClass.ts'
import { seriousViolations } from './support/seriousViolations.ts'

const DESKTOP = { width: 1440, height: 900 }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }

let stack: TestStack
let browser: Browser
let rooms = 0

beforeAll(async () => {
  stack = await startStack()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

afterEach(async () => {
  await Promise.all(browser.contexts().map((context: BrowserContext) => context.close()))
})

describe('a class of the school', () => {
  test('instructor and students see, hear, draw, write, raise hands, vote and turn pages together', async () => {
    const ada = await openAs(stack, browser, 'ada@lectern.test', '/courses/demo-course')
    const room = await startClassNow(ada)
    await enter(ada)

    const sam = await openAs(stack, browser, 'sam@lectern.test', '/courses/demo-course')
    await sam.getByRole('link', { name: 'Join class' }).click()
    await enter(sam)
    const kim = await openAs(stack, browser, 'kim@lectern.test', `/class/${room}`)
    await enter(kim)

    const [seenBySam, seenByAda] = await Promise.all([
      seePictures(tileOf(sam, 'Ada Lovelace').locator('video')),
      seePictures(tileOf(ada, 'Sam Okafor').locator('video')),
    ])
    expect(seenBySam.width).toBeGreaterThan(0)
    expect(seenByAda.width).toBeGreaterThan(0)
    await Promise.all([hearVoice(sam), hearVoice(ada)])

    await ada.getByRole('button', { name: 'Share screen' }).click()
    const screen = await seePictures(sam.locator('[data-screen-of="Ada Lovelace"] video'))
    expect(screen.width).toBeGreaterThan(600)
    expect(await ada.getByRole('button', { name: 'Share screen' }).getAttribute('aria-pressed')).toBe('true')
    await ada.getByRole('button', { name: 'Share screen' }).click()
    await sam.locator('[data-screen-of]').waitFor({ state: 'detached' })

    const board = new StockClient(stack, room, stack.token({ room, name: 'Watcher', role: 'assistant' }))
    await drawLine(ada, [0.4, 0.4], [0.6, 0.6])
    await shapes(sam).first().waitFor()
    await board.hasShapes('draw', 1)
    board.close()

    await sam.getByRole('textbox', { name: 'Message everyone' }).fill('Is this a basis?')
    await sam.keyboard.press('Enter')
    await ada.getByRole('log').getByText('Is this a basis?').waitFor()

    await kim.getByRole('button', { name: 'Raise hand' }).click()
    await ada.getByRole('listitem').filter({ hasText: 'hand raised, number 1' }).waitFor()
    await sam.getByRole('button', { name: 'Raise hand' }).click()
    await ada.getByRole('tab', { name: 'People' }).click()
    const people = ada.getByRole('list', { name: 'People in class' }).getByRole('listitem')
    await people.filter({ hasText: 'Sam Okafor' }).getByText('Hand raised, number').waitFor()
    await people.nth(0).getByText('Kim Novak').waitFor()
    await people.nth(1).getByText('Sam Okafor').waitFor()

    await ada.getByRole('tab', { name: 'Polls' }).click()
    await ada.getByRole('button', { name: 'New poll' }).click()
    await ada.getByRole('textbox', { name: 'Question' }).fill('Clear so far?')
    await ada.getByRole('textbox', { name: 'Answer 1' }).fill('Yes')
    await ada.getByRole('textbox', { name: 'Answer 2' }).fill('No')
    await ada.getByRole('button', { name: 'Open poll' }).click()
    for (const [student, answer] of [
      [sam, 'Yes'],
      [kim, 'No'],
    ] as const) {
      const card = student.getByRole('region', { name: 'New poll' })
      await card.getByRole('radio', { name: answer }).click()
      await card.getByRole('button', { name: 'Vote', exact: true }).click()
      await card.waitFor({ state: 'detached' })
    }
    const poll = ada.getByRole('article', { name: 'Poll: Clear so far?' })
    await poll.getByText('2 votes', { exact: true }).waitFor()
    expect(await poll.getByText('1 vote · 50%').count()).toBe(2)

    await ada.getByRole('navigation', { name: 'Pages of the board' }).getByRole('button', { name: /add/i }).click()
    await sam.getByRole('navigation', { name: 'Pages of the board' }).getByText('2/2').waitFor()
    expect(await shapes(sam).count()).toBe(0)

    await endClass(ada)
    for (const page of [sam, kim]) await page.getByRole('heading', { name: 'Class ended' }).waitFor()
  })

  test('a class that is recorded says so to all, and can be watched and edited once it is over', async () => {
    const ada = await openAs(stack, browser, 'ada@lectern.test', '/courses/demo-course')
    const room = await startClassNow(ada)
    await enter(ada)
    const record = ada.getByRole('button', { name: 'Record', exact: true })
    await pressed(record, false)
    await record.click()
    await pressed(record, true)
    const marked = (page: Page) => inClassHeader(page).getByText('Recording', { exact: true })
    await marked(ada).waitFor()

    const sam = await openAs(stack, browser, 'sam@lectern.test', `/class/${room}`)
    await sam.getByRole('heading', { name: 'This class is being recorded' }).waitFor()
    await sam.getByRole('switch', { name: 'Don’t record me' }).click()
    await look(sam, 'the door of a class that is recorded')
    await enter(sam)
    await marked(sam).waitFor()
    await sam.getByText('This class is being recorded.').waitFor({ state: 'attached' })
    await ada.getByRole('tab', { name: 'People' }).click()
    const people = ada.getByRole('list', { name: 'People in class' }).getByRole('listitem')
    await people.filter({ hasText: 'Sam Okafor' }).getByText('not recorded').waitFor()
    await look(ada, 'class that is recorded')
    await photographClass(ada, 'class-recorded')

    await ada.keyboard.press('k')
    await ada.getByRole('dialog', { name: 'Add chapter' }).getByRole('textbox', { name: 'Title' }).fill('The proof')
    await ada.keyboard.press('Enter')
    await ada.getByRole('dialog').waitFor({ state: 'detached' })
    await say(sam, 'My number is 0123 456')
    await say(sam, 'Is zero in every subspace?')

    await record.click()
    await ada.getByRole('alertdialog').getByRole('button', { name: 'Stop recording' }).click()
    await marked(sam).waitFor({ state: 'detached' })
    await sam.getByText('Recording has stopped.').waitFor({ state: 'attached' })
    await say(sam, 'This is between us')
    await record.click()
    await marked(sam).waitFor()

    await endClass(ada)
    await sam.getByRole('heading', { name: 'Class ended' }).waitFor()
    const replay = sam.getByRole('link', { name: 'Watch the replay' })
    await replay.waitFor()
    expect(await replay.getAttribute('href')).toBe(`/replay/${room}`)
    await look(sam, 'ended screen with a replay')

    await editRecording(ada, room)
    await sam.goto(`${stack.addresses.web}/courses/demo-course`)
    await sam.locator(`a[href="/replay/${room}"]`).waitFor()

    await ada.getByRole('button', { name: 'Delete recording' }).click()
    await ada.getByRole('textbox', { name: 'Type “delete” to confirm' }).fill('delete')
    await ada.getByRole('button', { name: 'Delete for good' }).click()
    await ada.waitForURL(/\/courses\/demo-course$/)
    await ada.getByRole('heading', { name: 'Past classes' }).waitFor()
    expect(await ada.locator(`a[href="/replay/${room}"]`).count()).toBe(0)
  }, 240_000)

  test('a planned class: students wait at the door until the instructor starts it', async () => {
    const ada = await openAs(stack, browser, 'ada@lectern.test', '/dashboard')
    const { id, course } = await planClass(ada)
    const sam = await openAs(stack, browser, 'sam@lectern.test', '/dashboard')
    await ask(sam, 'mutation ($course: String!) { enrol(courseSlug: $course) { id } }', { course })
    await sam.goto(`${stack.addresses.web}/class/${id}`)
    await sam.getByText('This class has not started yet.').waitFor()

    await ada.goto(`${stack.addresses.web}/class/${id}`)
    await ada.getByText('Nobody can come in before you start the class.').waitFor()
    await enter(ada, 'Start class')
    await enter(sam)
    await tileOf(ada, 'Sam Okafor').waitFor()
    await ada.getByRole('button', { name: 'Leave' }).click()
    await ada.getByRole('dialog').getByRole('button', { name: 'End class' }).click()
    await ada.getByRole('alertdialog').getByRole('button', { name: 'End class' }).click()
    await sam.getByRole('heading', { name: 'Class ended' }).waitFor()
  })

  test('who is not logged in logs in first, and comes back to the class', async () => {
    const page = await newPage()
    await page.goto(`${stack.addresses.web}/class/some-class`)
    await page.waitForURL(/\/login\?callbackUrl=%2Fclass%2Fsome-class/)
    await page.getByLabel('Email').fill('sam@lectern.test')
    await page.getByLabel('Password').fill('lectern-demo')
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.waitForURL(/\/class\/some-class$/)
    await page.getByRole('heading', { name: 'There is no such class' }).waitFor()
  })
})

describe('rights', () => {
  test('a student draws only while it is granted, on the open page', async () => {
    const room = newRoom()
    const ada = await joinByLink(stack, browser, { room, name: 'Ada', role: 'instructor' })
    const sam = await joinByLink(stack, browser, { room, name: 'Sam', role: 'student' })
    await sam.locator('[data-board] .tl-canvas').waitFor()
    await drawLine(sam, [0.3, 0.3], [0.5, 0.5])
    expect(await shapes(sam).count()).toBe(0)

    await personAction(ada, 'Sam', 'Let draw on the board')
    await sam.getByText('You may draw on the board now.').first().waitFor()
    await sam.getByTestId('tools.draw').click()
    await drawLine(sam, [0.3, 0.3], [0.5, 0.5])
    await shapes(ada).first().waitFor()

    await personAction(ada, 'Sam', 'Stop drawing on the board')
    await sam.getByText('You may no longer draw on the board.').first().waitFor()
    await sam.getByTestId('tools.draw').waitFor({ state: 'detached' })
    await drawLine(sam, [0.3, 0.6], [0.5, 0.8])
    expect(await shapes(sam).count()).toBe(1)
    expect(await shapes(ada).count()).toBe(1)
  })

  test('muted and locked by staff, one cannot unmute until allowed again', async () => {
    const room = newRoom()
    const ada = await joinByLink(stack, browser, { room, name: 'Ada', role: 'instructor' })
    const sam = await joinByLink(stack, browser, { room, name: 'Sam', role: 'student' })
    const microphone = sam.getByRole('button', { name: 'Microphone' })
    await pressed(microphone, true)
    await hearVoice(ada)
    await personAction(ada, 'Sam', 'Mute and lock')
    await pressed(microphone, false)
    await microphone.click({ force: true })
    await sam.getByText('The instructor has locked your microphone.').first().waitFor()
    await pressed(microphone, false)
    await personAction(ada, 'Sam', 'Unlock the microphone')
    await sam.locator('button:not([aria-disabled])', { hasText: 'Microphone' }).click()
    await pressed(microphone, true)
  })

  test('who is removed learns it and cannot come back', async () => {
    const room = newRoom()
    const ada = await joinByLink(stack, browser, { room, name: 'Ada', role: 'instructor' })
    const sam = await joinByLink(stack, browser, { room, name: 'Sam', role: 'student' })
    await personAction(ada, 'Sam', 'Remove from class')
    await ada.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
    await sam.getByRole('heading', { name: 'You were removed from this class' }).waitFor()
    await sam.reload()
    await sam.getByRole('button', { name: 'Join class' }).click()
    await sam.getByRole('heading', { name: 'You were removed from this class' }).waitFor()
  })
})

describe('together', () => {
  test('messages are answered, changed, taken back and written privately', async () => {
    const room = newRoom()
    const ada = await joinByLink(stack, browser, { room, name: 'Ada', role: 'instructor' })
    const sam = await joinByLink(stack, browser, { room, name: 'Sam', role: 'student' })
    const kim = await joinByLink(stack, browser, { room, name: 'Kim', role: 'student' })
    await say(sam, 'What is a bassis?')
    await messageMenu(sam, 'What is a bassis?', 'Edit')
    await sam.getByRole('textbox', { name: 'Edit your message' }).fill('What is a basis?')
    await sam.keyboard.press('Enter')
    await messageMenu(ada, 'What is a basis?', 'Reply')
    await say(ada, 'A smallest set that spans.')
    await message(sam, 'A smallest set that spans.').getByText('Sam: What is a basis?').waitFor()

    await sam.getByRole('tab', { name: 'People' }).click()
    await say(kim, 'Please delete me')
    await sam.getByRole('tab', { name: 'Chat' }).and(sam.locator('[aria-describedby]')).waitFor()
    expect(await sam.locator('#tab-chat-news').textContent()).toBe('1 new message')
    await messageMenu(ada, 'Please delete me', 'Remove for everyone')
    await sam.getByRole('tab', { name: 'Chat' }).click()
    await sam.getByText('Removed by the instructor').waitFor()

    await personAction(ada, 'Sam', 'Message privately')
    await ada.getByRole('textbox', { name: 'Message Sam' }).fill('Well asked!')
    await ada.keyboard.press('Enter')
    await sam.getByRole('tab', { name: 'Ada' }).click()
    await sam.getByRole('log').getByText('Well asked!').waitFor()
    expect(await kim.getByText('Well asked!').count()).toBe(0)
  })

  test('letters typed as soon as a text is opened keep their order, on a slow machine too', async () => {
    const ada = await joinByLink(stack, browser, { room: newRoom(), name: 'Ada', role: 'instructor' })
    await ada.locator('.tl-canvas').waitFor()
    const box = (await ada.locator('.tl-canvas').boundingBox())!
    await ada.mouse.click(box.x + box.width / 2, box.y + box.height * 0.9)
    const devtools = await ada.context().newCDPSession(ada)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    const texts = ada.locator('.tl-shape[data-shape-type="text"]')
    for (let row = 0; row < 5; row += 1) {
      await ada.keyboard.press('t')
      await ada.mouse.click(box.x + box.width / 3, box.y + box.height * (0.15 + 0.13 * row))
      await ada.keyboard.type('f(x) = 2x', { delay: 20 })
      await ada.keyboard.press('Escape')
      await ada.keyboard.press('Escape')
      await texts.nth(row).waitFor()
    }
    expect(await texts.allInnerTexts()).toEqual(Array.from({ length: 5 }, () => 'f(x) = 2x'))
  })

  test('the instructor sets the layout for all, and each may leave it', async () => {
    const room = newRoom()
    const ada = await joinByLink(stack, browser, { room, name: 'Ada', role: 'instructor' })
    const sam = await joinByLink(stack, browser, { room, name: 'Sam', role: 'student' })
    const boardOf = (page: Page) => page.getByRole('region', { name: 'Board', exact: true })
    await boardOf(sam).waitFor()
    await layoutItem(ada, 'menuitemcheckbox', 'The same for everybody')
    await layoutItem(ada, 'menuitemradio', 'Grid')
    await boardOf(sam).waitFor({ state: 'hidden' })
    await layoutItem(sam, 'menuitemradio', 'Board')
    await boardOf(sam).waitFor()
    expect(await boardOf(ada).count()).toBe(0)
    await layoutItem(sam, 'menuitem', 'Back to the class’s layout')
    await boardOf(sam).waitFor({ state: 'hidden' })
  })
})

describe('the guest page', () => {
  test('takes the token out of the address at once, and a guest waits to be let in', async () => {
    const room = newRoom()
    const ada = await joinByLink(stack, browser, { room, name: 'Ada', role: 'instructor', title: 'Open day' })
    const gus = await newPage()
    const token = stack.token({ room, name: 'Gus', role: 'student', guest: true, title: 'Open day' })
    await gus.goto(`${stack.addresses.web}/join?token=${token}`)
    await gus.getByRole('heading', { name: 'Open day' }).waitFor()
    expect(gus.url()).toBe(`${stack.addresses.web}/join`)

    await gus.getByRole('button', { name: 'Join class' }).click()
    await gus.getByText('You are in the waiting room').waitFor()
    await ada.getByRole('button', { name: 'Admit Gus' }).click()
    await inClass(gus).waitFor()
    await tileOf(ada, 'Gus').waitFor()

    await gus.reload()
    await gus.getByRole('button', { name: 'Join class' }).waitFor()
  })

  test('says so when the link opens nothing', async () => {
    const page = await newPage()
    await page.goto(`${stack.addresses.web}/join?token=nonsense`)
    await page.getByRole('heading', { name: 'This link does not open a class' }).waitFor()
  })

  test('without any device one attends all the same', async () => {
    const room = newRoom()
    const page = await openDoor(stack, browser, { room, name: 'Sam', role: 'student' })
    await page.addInitScript(() => {
      const refuse = () => Promise.reject(new DOMException('', 'NotAllowedError'))
      navigator.mediaDevices.getUserMedia = refuse
    })
    await page.reload()
    await page.getByText('The browser may not use your camera. Allow it in the address bar').waitFor()
    await page.getByText('You come in without microphone and camera.').waitFor()
    await enter(page)
    await pressed(page.getByRole('button', { name: 'Microphone' }), false)
    await page.getByRole('textbox', { name: 'Message everyone' }).fill('Here without a camera')
    await page.keyboard.press('Enter')
    await page.getByRole('log').getByText('Here without a camera').waitFor()
  })
})

describe('faults', () => {
  test('kill -9 of the engine: the page tells it, comes back without a reload, and nothing drawn is lost', async () => {
    const room = newRoom()
    const ada = await joinByLink(stack, browser, { room, name: 'Ada', role: 'instructor' })
    const sam = await joinByLink(stack, browser, { room, name: 'Sam', role: 'student' })
    await sam.evaluate(() => {
      ;(window as unknown as { mark: string }).mark = 'not reloaded'
    })
    await sam.locator('[data-board] .tl-canvas').waitFor()
    await drawLine(ada, [0.4, 0.4], [0.6, 0.6])
    await shapes(sam).first().waitFor()

    const back = stack.restart('classroom-engine', 'SIGKILL')
    await sam.locator('[data-banner=connection]').waitFor()
    await keepPicture(sam, 'class-reconnecting')
    await drawLine(ada, [0.2, 0.6], [0.3, 0.8])
    await back
    await sam.locator('[data-banner=connection]').waitFor({ state: 'detached' })

    await ada.locator('[data-banner=connection]').waitFor({ state: 'detached' })
    await shapes(sam).nth(1).waitFor()
    await sam.getByRole('textbox', { name: 'Message everyone' }).fill('Back again')
    await sam.keyboard.press('Enter')
    await ada.getByRole('log').getByText('Back again').waitFor()
    await seePictures(tileOf(sam, 'Ada').locator('video'))
    expect(await sam.evaluate(() => (window as unknown as { mark?: string }).mark)).toBe('not reloaded')
  })
})

describe('for everybody', () => {
  test('by keyboard alone one comes in, takes part and leaves', async () => {
    const room = newRoom()
    const page = await openDoor(stack, browser, { room, name: 'Ada', role: 'instructor' })
    await tabTo(page, page.getByRole('button', { name: 'Camera' }))
    await page.keyboard.press('Space')
    await pressed(page.getByRole('button', { name: 'Camera' }), false)
    await tabTo(page, page.getByRole('button', { name: 'Join class' }))
    await page.keyboard.press('Enter')
    await inClass(page).waitFor()

    const microphone = page.getByRole('button', { name: 'Microphone' })
    await pressed(microphone, true)
    await page.keyboard.press('m')
    await pressed(microphone, false)
    await page.keyboard.press('h')
    await pressed(page.getByRole('button', { name: 'Raise hand' }), true)

    await tabTo(page, page.getByRole('textbox', { name: 'Message everyone' }))
    await page.keyboard.type('mvsh are letters here')
    await page.keyboard.press('Enter')
    await page.getByRole('log').getByText('mvsh are letters here').waitFor()
    await pressed(microphone, false)

    await tabTo(page, page.getByRole('tab', { name: 'Chat' }))
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.getByRole('tabpanel', { name: 'People' }).waitFor()
    await page.keyboard.press('p')
    await page.getByRole('tabpanel').waitFor({ state: 'detached' })

    await tabTo(page, page.getByRole('button', { name: 'Settings', exact: true }), 'Shift+Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Settings' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await tabTo(page, page.getByRole('button', { name: 'Settings', exact: true }))
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await tabTo(page, page.getByRole('button', { name: 'Options for Ada' }))
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Pin for me' }).waitFor()
    await page.keyboard.press('Enter')
    await tileOf(page, 'Ada').getByText('pinned').waitFor({ state: 'attached' })

    await tabTo(page, page.getByRole('button', { name: 'Leave' }))
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Leave' }))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'You left the class' }).waitFor()
  })

  test('axe finds nothing serious at the door and in class; pictures are kept', async () => {
    const room = newRoom()
    const title = 'Linear algebra · Week 3'
    const ada = await openDoor(stack, browser, { room, name: 'Ada Lovelace', role: 'instructor', title })
    await seePictures(ada.locator('video'))
    await look(ada, 'prejoin')
    await photographClass(ada, 'prejoin')
    await enter(ada)
    const sam = await joinByLink(stack, browser, { room, name: 'Sam Okafor', role: 'student' })
    const kim = await joinByLink(stack, browser, { room, name: 'Kim Novak', role: 'student' })
    const gus = await openDoor(stack, browser, { room, name: 'Gus Berg', role: 'student', guest: true })
    await gus.getByRole('button', { name: 'Join class' }).click()
    await drawLine(ada, [0.3, 0.4], [0.5, 0.6])
    await say(sam, 'Is the zero vector ever part of a basis?')
    await kim.getByRole('button', { name: 'Raise hand' }).click()
    await ada.getByRole('button', { name: 'Admit Gus Berg' }).waitFor()
    await message(ada, 'Is the zero vector').waitFor()
    await seePictures(tileOf(ada, 'Kim Novak').locator('video'))
    await look(ada, 'class with chat')
    await photographClass(ada, 'class-chat')

    for (const panel of ['People', 'Polls', 'Notes'] as const) {
      await ada.getByRole('tab', { name: panel }).click()
      await ada.getByRole('tabpanel', { name: panel }).waitFor()
      if (panel === 'Polls') await openPoll(ada)
      await look(ada, `class with ${panel}`)
      await photographClass(ada, `class-${panel.toLowerCase()}`, [DESKTOP])
    }
    await sam.getByRole('region', { name: 'New poll' }).waitFor()
    await look(sam, 'class of a student')
    await photographClass(sam, 'class-student', [DESKTOP])

    for (const layout of ['Speaker', 'Grid']) {
      await layoutItem(ada, 'menuitemradio', layout)
      await look(ada, `layout ${layout}`)
      await photographClass(ada, `class-${layout.toLowerCase()}`, [DESKTOP, PHONE.viewport])
    }
  }, 240_000)

  test('axe finds nothing serious on a phone; pictures are kept', async () => {
    const room = newRoom()
    const title = 'Linear algebra · Week 3'
    const ada = await joinByLink(stack, browser, { room, name: 'Ada Lovelace', role: 'instructor', title })
    const phone = await joinByLink(stack, browser, { room, name: 'Sam Okafor', role: 'student' }, PHONE)
    await drawLine(ada, [0.3, 0.4], [0.5, 0.6])
    await say(ada, 'Welcome! Draw along once I let you.')
    await shapes(phone).first().waitFor()
    await seePictures(tileOf(phone, 'Ada Lovelace').locator('video'))
    await look(phone, 'phone')
    await photographPhone(phone, 'phone')
    await phone.getByRole('button', { name: 'Chat' }).click()
    await phone.getByRole('dialog', { name: 'Chat' }).getByRole('textbox', { name: 'Message everyone' }).waitFor()
    await look(phone, 'chat on a phone')
    await photographPhone(phone, 'phone-chat')
    await phone.getByRole('button', { name: 'Close' }).click()
    await inClass(phone).getByRole('button', { name: 'More' }).click()
    await phone.getByRole('dialog', { name: 'More' }).getByRole('button', { name: 'Share screen' }).waitFor()
    await look(phone, 'more on a phone')
    await photographPhone(phone, 'phone-more')
    await phone.getByRole('button', { name: 'Close' }).click()
    await phone.setViewportSize({ width: 844, height: 390 })
    await look(phone, 'a phone on its side')
    await photographPhone(phone, 'phone-landscape')
  })
})

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('tab', { name: 'Chat' }).click()
  await page.getByRole('textbox', { name: 'Message everyone' }).fill(text)
  await page.keyboard.press('Enter')
  await message(page, text).and(page.locator(':not(:has-text("Sending…"))')).waitFor()
}

const message = (page: Page, text: string) => page.locator('[data-message]', { hasText: text }).last()

async function messageMenu(page: Page, text: string, action: string): Promise<void> {
  await page.getByRole('tab', { name: 'Chat' }).click()
  await message(page, text).hover()
  await message(page, text).getByRole('button', { name: 'More about this message' }).click()
  await page.getByRole('menuitem', { name: action }).click()
}

async function layoutItem(
  page: Page,
  role: 'menuitem' | 'menuitemradio' | 'menuitemcheckbox',
  name: string,
): Promise<void> {
  await page.getByRole('button', { name: 'Layout' }).click()
  await page.getByRole(role, { name }).click()
  await page.getByRole('menu').waitFor({ state: 'detached' })
}

/** Hides a message, takes the first second off, names a chapter, and waits until all that is applied. */
async function editRecording(page: Page, room: string): Promise<void> {
  await page.goto(`${stack.addresses.web}/replay/${room}/edit`)
  const messages = page.getByRole('list', { name: 'Chat messages' })
  await messages.getByText('Is zero in every subspace?').first().waitFor()
  expect(await messages.getByText('between us').count()).toBe(0)
  await page.getByRole('checkbox', { name: 'Hide “My number' }).click()
  await page.getByRole('slider', { name: 'Begins at' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('textbox', { name: 'Title of the chapter at' }).last().fill('The whole proof')
  await page.getByRole('textbox', { name: 'Another name for Sam Okafor' }).fill('A student')
  await photograph(page, 'edit-recording', (where) => look(page, where))
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await page.getByRole('textbox', { name: 'Another name for Sam Okafor' }).inputValue()).toBe('')
  await page.getByRole('button', { name: 'Save' }).click()
  await messages.getByText('A message that is hidden already').waitFor()
  expect(await messages.getByText('My number').count()).toBe(0)
  await page.reload()
  await messages.getByText('A message that is hidden already').waitFor()
  expect(await page.getByRole('slider', { name: 'Begins at' }).getAttribute('aria-valuenow')).toBe('1')
  expect(await page.getByRole('textbox', { name: 'Title of the chapter at' }).last().inputValue()).toBe(
    'The whole proof',
  )
}

const inClassHeader = (page: Page) => page.locator('header').filter({ has: page.getByRole('heading', { level: 1 }) })

/** Plans a class of a new course as the logged-in instructor; gives its id and the course's address. */
async function planClass(page: Page): Promise<{ id: string; course: string }> {
  const created = await ask<{ createCourse: { slug: string } }>(
    page,
    'mutation ($input: CreateCourseInput!) { createCourse(input: $input) { slug } }',
    { input: { title: 'Planned classes', summary: 'For a test.', description: 'For a test.', published: true } },
  )
  const course = created.createCourse.slug
  const startsAt = new Date(Date.now() + 3_600_000).toISOString()
  const planned = await ask<{ scheduleSession: { id: string } }>(
    page,
    'mutation ($input: ScheduleSessionInput!) { scheduleSession(input: $input) { id } }',
    { input: { courseSlug: course, title: 'Week 1', startsAt } },
  )
  return { id: planned.scheduleSession.id, course }
}

/** Asks the school as whoever is logged in on this page. */
async function ask<Data>(page: Page, query: string, variables: Record<string, unknown>): Promise<Data> {
  const response = await page.request.post(`${stack.addresses.web}/api/graphql`, {
    data: { query, variables },
    headers: { origin: stack.addresses.web },
  })
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown }
  expect(errors).toBeUndefined()
  return data
}

async function look(page: Page, where: string): Promise<void> {
  expect(await seriousViolations(page), where).toEqual([])
}

async function openPoll(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New poll' }).click()
  await page.getByRole('textbox', { name: 'Question' }).fill('Which of these spans the plane?')
  await page.getByRole('textbox', { name: 'Answer 1' }).fill('(1,0) and (2,0)')
  await page.getByRole('textbox', { name: 'Answer 2' }).fill('(1,0) and (0,1)')
  await page.getByRole('button', { name: 'Open poll' }).click()
  await page.getByRole('article').waitFor()
}

async function pressed(button: ReturnType<Page['getByRole']>, state: boolean): Promise<void> {
  await button.and(button.page().locator(`[aria-pressed="${state}"]`)).waitFor()
}

async function newPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  return context.newPage()
}

function newRoom(): string {
  rooms += 1
  return `room-${rooms}`
}
