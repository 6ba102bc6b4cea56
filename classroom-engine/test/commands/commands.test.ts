import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Ack, COMMANDS, type CommandName, DEFAULT_GRANTS, may, type Role } from '@lectern/protocol'
import { pino } from 'pino'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readEngineConfig } from '../../src/config.ts'
import { createEngine } from '../../src/createEngine.ts'
import { Cast } from './Cast.ts'
import type { Client, Reply } from './Client.ts'
import { COMMAND_ROWS, type CommandRow } from './commandRows.ts'

const SECRET = 'a secret for the tests of commands only'
const folder = await mkdtemp(join(tmpdir(), 'lectern-commands-'))
const config = readEngineConfig({
  LECTERN_JOIN_SECRET: SECRET,
  LECTERN_DATA_DIR: folder,
  LECTERN_ENGINE_PORT: '0',
  LECTERN_ENGINE_STEP_MS: '1',
})
const engine = await createEngine(config, pino({ level: 'silent' }))
const url = `http://127.0.0.1:${engine.port}`
let cast: Cast

beforeEach(() => {
  cast = new Cast(url, SECRET)
})

afterEach(() => cast.close())

afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true })
})

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
