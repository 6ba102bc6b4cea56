import { expect, test } from 'vitest'
import { guestStep } from './guestStep.ts'

const nobody = { name: null, cameIn: false }
const grace = { name: 'Grace', cameIn: false }

test('a name first, then the start of the class, then the class', () => {
  const planned = { state: 'SCHEDULED', guestPolicy: 'ASK' } as const
  expect(guestStep(planned, nobody)).toBe('name')
  expect(guestStep(planned, grace)).toBe('notStarted')
  expect(guestStep({ ...planned, state: 'LIVE' }, grace)).toBe('class')
  expect(guestStep({ state: 'LIVE', guestPolicy: 'OPEN' }, nobody)).toBe('name')
})

test('a class that is over, cancelled or without guests says so before it asks for a name', () => {
  for (const person of [nobody, grace]) {
    expect(guestStep({ state: 'ENDED', guestPolicy: 'OPEN' }, person)).toBe('ended')
    expect(guestStep({ state: 'CANCELLED', guestPolicy: 'OPEN' }, person)).toBe('cancelled')
    expect(guestStep({ state: 'SCHEDULED', guestPolicy: 'DENY' }, person)).toBe('refused')
    expect(guestStep({ state: 'LIVE', guestPolicy: 'DENY' }, person)).toBe('refused')
  }
})

test('who came in stays with the class, whatever the school says meanwhile', () => {
  expect(guestStep({ state: 'ENDED', guestPolicy: 'DENY' }, { ...grace, cameIn: true })).toBe('class')
})
