import { expect, test } from 'vitest'
import { longerToken, readGuestToken, tokenOfLink } from './guestLink.ts'

const token = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`

test('the token stands behind ? or #; the one behind # wins', () => {
  expect(tokenOfLink('?token=a', '')).toBe('a')
  expect(tokenOfLink('?token=a', '#token=b')).toBe('b')
  expect(tokenOfLink('', '')).toBeNull()
})

test('room, name and title are read, whatever the script of the name', () => {
  const claims = { room: 'r1', sub: 'u1', name: 'Žofie 李', role: 'student', exp: 2_000_000_000, title: 'Week 3' }
  expect(readGuestToken(token(claims))).toEqual({
    sub: 'u1',
    room: 'r1',
    name: 'Žofie 李',
    role: 'student',
    exp: 2_000_000_000,
    title: 'Week 3',
  })
})

test('what is no join token is refused', () => {
  for (const text of [
    '',
    'abc',
    'a.b.c',
    token({ name: 'Sam' }),
    token({ room: '../x', name: 'S', role: 'student', exp: 1 }),
  ])
    expect(readGuestToken(text)).toBeNull()
})

test('of two tokens the one that works longer is kept', () => {
  const ending = (exp: number) => token({ room: 'r1', sub: 'u1', name: 'Sam', role: 'student', exp })
  expect(longerToken(ending(10), ending(20))).toBe(ending(20))
  expect(longerToken(ending(20), ending(10))).toBe(ending(20))
  expect(longerToken(ending(10), null)).toBe(ending(10))
  expect(longerToken(ending(10), 'nonsense')).toBe(ending(10))
})
