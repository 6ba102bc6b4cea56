import { JOIN_TOKEN_SECONDS } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { readVisit, writeVisit } from './visit.ts'

const NOW = 1_800_000_000_000
const LIFETIME_MS = JOIN_TOKEN_SECONDS * 1000

test('after a reload one is the same person, as long as the token is good', () => {
  const visit = { name: 'Žofie 李', token: 'a.b.c' }
  const text = writeVisit(visit, NOW)
  expect(readVisit(text, NOW + LIFETIME_MS / 2)).toEqual(visit)
  expect(readVisit(text, NOW + LIFETIME_MS)).toEqual({ ...visit, token: null })
})

test('a token shortly before its end, or from the future, is not used', () => {
  const text = writeVisit({ name: 'Grace', token: 'a.b.c' }, NOW)
  expect(readVisit(text, NOW + LIFETIME_MS - 1000)?.token).toBeNull()
  expect(readVisit(text, NOW - 1000)?.token).toBeNull()
})

test('a name is kept before there is a token', () => {
  expect(readVisit(writeVisit({ name: 'Grace', token: null }, NOW), NOW)).toEqual({ name: 'Grace', token: null })
})

test('what is no visit counts as none', () => {
  for (const text of [null, '', 'x', '[]', '{"name":"","token":null,"receivedAt":1}', '{"name":"Grace"}'])
    expect(readVisit(text, NOW)).toBeNull()
})
