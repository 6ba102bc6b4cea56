import { UserId } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { anonymousVoter } from './anonymousVoter.ts'

test('[CM8] one person has one name per poll, and it tells nothing of the person', () => {
  const name = anonymousVoter('secret', 'room', 'poll-0001', 'sam')
  expect(anonymousVoter('secret', 'room', 'poll-0001', 'sam')).toBe(name)
  const others = [
    anonymousVoter('secret', 'room', 'poll-0001', 'kim'),
    anonymousVoter('secret', 'room', 'poll-0002', 'sam'),
    anonymousVoter('secret', 'other', 'poll-0001', 'sam'),
    anonymousVoter('guess', 'room', 'poll-0001', 'sam'),
  ]
  expect(new Set([name, ...others]).size).toBe(5)
  expect(name).not.toContain('sam')
})

test('the name fits where the log keeps a person', () => {
  expect(UserId.safeParse(anonymousVoter('secret', 'room', 'poll-0001', 'sam')).success).toBe(true)
})
