import { COMMANDS, ERRORS, type ErrorCode, type Role, type StagePerson } from '@lectern/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RawClient } from './support/RawClient.ts'
import { TestEngine } from './support/TestEngine.ts'

let engine: TestEngine
let stage: RawClient

const ada = { sub: 'ada', role: 'instructor' } as const
const sam = { sub: 'sam', role: 'student' } as const
const guest = (sub: string) => ({ sub, role: 'student' as Role, guest: true })
const closedFor = (code: ErrorCode) => ({ code: ERRORS[code].close, reason: code })

beforeEach(async () => {
  engine = await TestEngine.start({ presenceGraceMs: 100, idleMs: 100 })
})
afterEach(() => engine.stop())

/** Watches the stage as ada, on a socket of its own. */
const watch = async () => {
  stage = await (await engine.raw('stage', ada)).sync()
}
const person = (userId: string) => stage.doc.getMap('people').get(userId) as StagePerson | undefined
const presence = (userId: string, is: StagePerson['presence']) => stage.until(() => person(userId)?.presence === is)
const peerEntries = async (userId: string) => {
  const entries = await Array.fromAsync(engine.engine.log.read('room', { from: 1 }))
  return entries.flatMap((each) => (each.kind === 'peer' && each.actor === userId ? [each.payload.type] : []))
}

describe('presence', () => {
  test('[CM6] a document alone makes a person present, joining makes it a class', async () => {
    await watch()
    const socket = await (await engine.raw('board/1', sam)).sync()
    await presence('sam', 'board')
    expect(person('sam')).toMatchObject({ name: 'Name of sam', role: 'student', grants: ['speak'], guest: false })
    const command = await engine.joined(sam)
    await presence('sam', 'class')
    await command.do(COMMANDS.leaveClass, {})
    await presence('sam', 'board')
    socket.close()
    await presence('sam', 'away')
    expect(person('sam')?.leftAt).toBeGreaterThan(0)
    expect(await peerEntries('sam')).toEqual(['join', 'leave'])
  })

  test('[CM6] who was cut and comes back in time was never away', async () => {
    await engine.stop()
    engine = await TestEngine.start({ presenceGraceMs: 3000 })
    await watch()
    const first = await engine.joined(sam)
    await presence('sam', 'class')
    first.close()
    const again = await engine.joined(sam)
    await again.do(COMMANDS.raiseHand, { raised: true })
    await stage.until(() => stage.doc.getMap('hands').has('sam'))
    expect(await peerEntries('sam')).toEqual(['join'])
    expect(person('sam')?.presence).toBe('class')
  })

  test('[CM6] two devices are one person, who is there until the last is gone', async () => {
    await watch()
    const phone = await engine.joined(sam)
    const laptop = await engine.joined(sam)
    await phone.do(COMMANDS.leaveClass, {})
    await laptop.do(COMMANDS.raiseHand, { raised: true })
    expect(person('sam')?.presence).toBe('class')
    laptop.close()
    await presence('sam', 'away')
    expect(await peerEntries('sam')).toEqual(['join', 'leave'])
  })

  test('people get hues that differ, and what the token and the room give them', async () => {
    await watch()
    await engine.joined(sam)
    await engine.joined({ sub: 'kim', grants: ['present'] })
    await engine.joined({ sub: 'bea', role: 'assistant' })
    await stage.until(() => stage.doc.getMap('people').size === 4)
    expect(new Set(['ada', 'sam', 'kim', 'bea'].map((each) => person(each)?.hue)).size).toBe(4)
    expect(person('kim')?.grants).toEqual(['speak', 'present'])
    expect(person('bea')?.grants).toEqual([])
  })

  test('[CM6] after a restart who does not come back is away', async () => {
    await engine.stop()
    engine = await TestEngine.start({ presenceGraceMs: 2000 })
    await engine.joined(sam)
    await engine.joined({ sub: 'kim' })
    await engine.restart()
    await watch()
    await engine.joined(sam)
    await presence('kim', 'away')
    expect(person('sam')?.presence).toBe('class')
    expect(await peerEntries('kim')).toEqual(['join', 'leave'])
    expect(await peerEntries('sam')).toEqual(['join'])
  })

  test('[CM6] after a restart that nobody comes back from, everybody has left', async () => {
    await engine.joined(sam)
    await engine.restart()
    const left = Promise.withResolvers<void>()
    engine.engine.log.subscribe('room', 1, (entry) => {
      if (entry.kind === 'peer' && entry.payload.type === 'leave') left.resolve()
    })
    await left.promise
    expect(await peerEntries('sam')).toEqual(['join', 'leave'])
  })

  test('a role that was given outlives a reconnect, the token says what it says', async () => {
    const teacher = await engine.joined(ada)
    await engine.joined(sam)
    await teacher.do(COMMANDS.setRole, { userId: 'sam', role: 'assistant' })
    const again = await engine.commands(sam)
    await again.connected()
    expect(await again.join()).toMatchObject({ role: 'assistant' })
  })
})

describe('the waiting room', () => {
  test('[CM7] a guest waits, staff see it and admit, the guest comes in', async () => {
    const teacher = await engine.joined(ada)
    const visitor = await engine.commands(guest('vic'))
    await visitor.connected()
    expect(await visitor.join()).toEqual({ state: 'waiting' })
    expect(await teacher.told('lobby:list')).toMatchObject({ waiting: [{ userId: 'vic', name: 'Name of vic' }] })
    const early = await engine.raw('board/1', guest('vic'))
    expect(await early.closed()).toEqual(closedFor('WAITING'))
    await teacher.do(COMMANDS.admit, { userId: 'vic' })
    await visitor.told('lobby:admitted')
    expect(await visitor.join()).toMatchObject({ state: 'joined', role: 'student' })
    await (await engine.raw('board/1', guest('vic'))).sync()
  })

  test('[CM7] a guest who is denied is told and goes', async () => {
    const teacher = await engine.joined(ada)
    const visitor = await engine.commands(guest('vic'))
    await visitor.connected()
    await visitor.join()
    const closed = visitor.closed()
    await teacher.do(COMMANDS.deny, { userId: 'vic' })
    expect(await visitor.told('class:closed')).toMatchObject({ code: 'GUESTS_NOT_ADMITTED' })
    await closed
    expect(await (await engine.commands(guest('vic'))).refused()).toMatchObject({ code: 'GUESTS_NOT_ADMITTED' })
  })

  test.each([
    ['open', 'joined'],
    ['ask', 'waiting'],
  ] as const)('[CM7] the instructor who opens the room says what guests meet: %s', async (guestPolicy, state) => {
    await engine.joined({ ...ada, guestPolicy })
    const visitor = await engine.commands(guest('vic'))
    await visitor.connected()
    expect(await visitor.join()).toMatchObject({ state })
  })

  test('[CM7] where guests are denied they do not even connect', async () => {
    await engine.joined({ ...ada, guestPolicy: 'deny' })
    expect(await (await engine.commands(guest('vic'))).refused()).toMatchObject({ code: 'GUESTS_NOT_ADMITTED' })
    const socket = await engine.raw('board/1', guest('vic'))
    expect(await socket.closed()).toEqual(closedFor('GUESTS_NOT_ADMITTED'))
  })

  test('[CM7] an admitted guest need not wait again, a restart included', async () => {
    const teacher = await engine.joined(ada)
    const visitor = await engine.commands(guest('vic'))
    await visitor.connected()
    await visitor.join()
    await teacher.do(COMMANDS.admit, { userId: 'vic' })
    await engine.restart()
    const again = await engine.commands(guest('vic'))
    await again.connected()
    expect(await again.join()).toMatchObject({ state: 'joined' })
  })

  test('[CM7] a guest who gives up waits no more', async () => {
    const teacher = await engine.joined(ada)
    const visitor = await engine.commands(guest('vic'))
    await visitor.connected()
    await visitor.join()
    await teacher.told('lobby:list')
    const empty = new Promise<void>((resolve) => {
      teacher.socket.on('lobby:list', ({ waiting }: { waiting: unknown[] }) => waiting.length === 0 && resolve())
    })
    visitor.close()
    await empty
  })

  test('who waits may do nothing else', async () => {
    await engine.joined(ada)
    const visitor = await engine.commands(guest('vic'))
    await visitor.connected()
    await visitor.join()
    await expect(visitor.do(COMMANDS.raiseHand, { raised: true })).rejects.toMatchObject({ code: 'WAITING' })
  })
})

describe('people who are out', () => {
  test.each(['remove', 'ban'] as const)(
    '[TK5] %s closes every connection and every door, with any token',
    async (how) => {
      const teacher = await engine.joined(ada)
      await watch()
      const student = await engine.joined(sam)
      const socket = await (await engine.raw('board/1', sam)).sync()
      const gone = student.closed()
      await teacher.do(COMMANDS[how], { userId: 'sam' })
      expect(await student.told('class:closed')).toMatchObject({ code: 'REMOVED' })
      await gone
      expect(await socket.closed()).toEqual(closedFor('REMOVED'))
      await presence('sam', 'away')
      expect(await (await engine.raw('notes', sam)).closed()).toEqual(closedFor('REMOVED'))
      expect(await (await engine.commands({ ...sam, name: 'Another name' })).refused()).toMatchObject({
        code: 'REMOVED',
      })
      await engine.restart()
      expect(await (await engine.commands(sam)).refused()).toMatchObject({ code: 'REMOVED' })
    },
  )

  test('[TK5] who is let in again comes in', async () => {
    const teacher = await engine.joined(ada)
    await engine.joined(sam)
    await teacher.do(COMMANDS.ban, { userId: 'sam' })
    await teacher.do(COMMANDS.unban, { userId: 'sam' })
    await engine.joined(sam)
  })
})
