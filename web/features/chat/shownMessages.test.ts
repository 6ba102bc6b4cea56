import { expect, test } from 'vitest'
import { shownLine, shownPrivateLine } from './shownMessages.ts'

test('a refused line says why', () => {
  const shown = shownLine({
    id: 'm1',
    n: 1,
    by: 'sam',
    name: 'Sam',
    role: 'student',
    hue: 3,
    text: 'Hi',
    at: 5,
    replyTo: null,
    editedAt: 9,
    deleted: 'no',
    reactions: { heart: ['ada'] },
    send: 'failed',
    error: { code: 'LOCKED', message: 'The instructor has locked this.' },
  })
  expect(shown).toMatchObject({ edited: true, state: 'failed', problem: 'The instructor has locked this.' })
})

test('a private line gets name and colour of its writer', () => {
  const line = { id: 'p1', n: 1, from: 'ada', to: 'sam', text: 'Hi', at: 5, send: 'sent', error: null } as const
  const ada = {
    name: 'Ada',
    role: 'instructor',
    hue: 4,
    grants: [],
    guest: false,
    presence: 'class',
    joinedAt: 0,
    leftAt: null,
    microphoneLocked: false,
  } as const
  expect(shownPrivateLine(line, new Map([['ada', { ...ada, grants: [] }]]))).toMatchObject({ name: 'Ada', hue: 4 })
  expect(shownPrivateLine(line, new Map())).toMatchObject({ name: 'Somebody' })
})
