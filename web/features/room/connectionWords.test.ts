import { expect, test } from 'vitest'
import { connectionWords, nextTryWords } from './connectionWords.ts'

const fine = { phase: 'joined', documents: 'connected' } as const
const media = { status: 'connected', ownQuality: null } as const

test('the worse of sending and receiving is told', () => {
  expect(connectionWords(fine, media)).toEqual({ words: 'Good connection', quality: 'good' })
  expect(connectionWords(fine, { ...media, ownQuality: { send: 'fair', receive: 'good' } }).words).toBe(
    'Fair connection',
  )
  expect(connectionWords(fine, { ...media, ownQuality: { send: 'good', receive: 'poor' } }).words).toBe(
    'Poor connection',
  )
})

test('what is lost comes before how good the rest is', () => {
  expect(connectionWords({ ...fine, phase: 'reconnecting' }, media).words).toBe('Reconnecting')
  expect(connectionWords({ ...fine, documents: 'reconnecting' }, media).words).toBe('Board reconnecting')
  expect(connectionWords(fine, { ...media, status: 'reconnecting' }).words).toBe('Sound reconnecting')
  for (const status of ['unavailable', 'off'] as const)
    expect(connectionWords(fine, { ...media, status }).words).toBe('Board and chat only')
})

test('the next try is told in whole seconds and never in none', () => {
  expect(nextTryWords(10_000, 6_400)).toBe('Trying again in 4 s.')
  expect(nextTryWords(10_000, 10_400)).toBe('Trying again in 1 s.')
  expect(nextTryWords(null, 0)).toBe('Trying again now.')
})
