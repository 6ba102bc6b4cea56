import { type Ack, COMMANDS, type CommandName, DEFAULT_GRANTS, may, type Role } from '@lectern/protocol'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TestEngine } from '../support/TestEngine.ts'
import { Cast } from './Cast.ts'
import type { Client, Reply } from './Client.ts'
import { COMMAND_ROWS, type CommandRow } from './commandRows.ts'

const engine = await TestEngine.start()
let cast: Cast

beforeEach(() => {
  cast = new Cast(engine.url)
})

afterEach(() => cast.close())

afterAll(() => engine.stop())

type Caller = 'ada' | 'tim' | 'sam'
const ROLES: Record<Caller, Role> = { ada: 'instructor', tim: 'assistant', sam: 'student' }

const names = Object.keys(COMMANDS) as CommandName[]
const rowOf = (name: CommandName) => COMMAND_ROWS[name] as CommandRow<CommandName>

/** What protocol's tables say of somebody with this role, no grants but those everybody has, and no locks. */
function isAllowed(name: CommandName, role: Role): boolean {
  const { action } = COMMANDS[name]
  const grants = role === 'student' ? DEFAULT_GRANTS : []
  return action === null || may({ role, grants, locks: {} }, action)
}

function refusal(ack: Ack<unknown>): { code: string; field: string | undefined; message: string } {
  if (ack.ok) throw new Error('the command was done')
  const { code, field, message } = ack.error
  return { code, field, message }
}

const someoneAllowed = (name: CommandName): Caller =>
  (['sam', 'tim', 'ada'] as const).find((caller) => isAllowed(name, ROLES[caller]))!

async function prepared(name: CommandName, caller: Caller): Promise<Client> {
  const client = await cast[caller]
  await rowOf(name).prepare?.(cast, client)
  return client
}

describe.each(names)('%s', (name) => {
  const row = rowOf(name)

  test.each(['ada', 'tim', 'sam'] as const)('by %s: done, and seen by others, or refused by right', async (caller) => {
    if (isAllowed(name, ROLES[caller])) {
      const client = await prepared(name, caller)
      const reply = (await client.do(name, row.input)) as Reply<CommandName>
      await row.effect(cast, client, reply)
    } else {
      const client = await cast[caller]
      expect(refusal(await client.ask(name, row.input)).code).toBe('NOT_ALLOWED')
    }
  })

  test('by a guest in the waiting room', async () => {
    const ack = await (await cast.gil).ask(name, row.input)
    if (COMMANDS[name].from === 'connected') expect(ack.ok).toBe(true)
    else expect(refusal(ack).code).toBe('WAITING')
  })

  test('by somebody who was removed: on no connection, neither the old one nor a new one', async () => {
    expect((await cast.rex).socket.connected).toBe(false)
    await expect(cast.connect('rex', 'student')).rejects.toMatchObject({ code: 'REMOVED' })
  })

  test('by somebody without a token', async () => {
    await expect(cast.connectWith('sam', '')).rejects.toMatchObject({ code: 'BAD_TOKEN' })
  })

  test('with input that does not fit: refused, with the field at fault and a sentence', async () => {
    const client = await prepared(name, someoneAllowed(name))
    for (const [input, field] of row.bad) {
      const { code, ...told } = refusal(await client.ask(name, input))
      expect(['BAD_REQUEST', 'NOT_FOUND']).toContain(code)
      expect(told).toEqual({ field, message: expect.stringMatching(/\w.{8,}/) })
    }
  })
})

describe('rates', () => {
  test.each(['sendChat', 'sendPrivate', 'react'] as const)('%s goes to its budget and no further', async (name) => {
    const [sam] = [await cast.sam, await cast.kim]
    const { burst } = COMMANDS[name].rate
    const inputs = Array.from({ length: burst + 5 }, (_, n) => ({ ...rowOf(name).input, id: `request-${n}` }))
    const acks = await Promise.all(inputs.map((input) => sam.ask(name, input)))
    expect(acks.slice(0, burst).every((ack) => ack.ok)).toBe(true)
    const limited = acks.filter((ack) => !ack.ok)
    expect(limited[0]).toMatchObject({ error: { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) } })
    // What one uses up is nobody else's.
    expect((await (await cast.kim).ask('react', { kind: 'clap' })).ok).toBe(true)
  })
})
