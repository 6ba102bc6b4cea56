import { describe, expect, test } from 'vitest'
import { type ClassPhase, describeConnection } from './connection.ts'

const words = (phase: ClassPhase, connected: boolean, unsaved = 0, late = false) =>
  describeConnection({ phase, nextTryAt: null, closedBecause: null }, { connected, unsaved, late }).whatWorks

describe('the words of the banner', () => {
  test('there are none while all is well', () => {
    expect(words('joined', true)).toBe('')
    expect(words('joined', true, 3)).toBe('')
  })

  test('say that something is not saved while the connection stands', () => {
    expect(words('joined', true, 3, true)).toMatch(/Saving takes longer than usual.*not saved yet/)
    expect(words('reconnecting', false, 3, true)).toMatch(/lost the connection/)
  })

  test('say what is kept when everything is lost', () => {
    expect(words('reconnecting', false, 2)).toMatch(/lost the connection.*What you drew and wrote is kept/)
    expect(words('reconnecting', false)).toMatch(/What you draw or write now is kept/)
  })

  test('do not claim more than is lost', () => {
    expect(words('reconnecting', true)).toMatch(/Board and chat still arrive/)
    expect(words('joined', false)).toMatch(/The board is being connected again/)
  })

  test('give the reason when it is over', () => {
    const closedBecause = { code: 'CLASS_ENDED', message: 'This class has ended.' } as const
    const state = describeConnection(
      { phase: 'closed', nextTryAt: null, closedBecause },
      { connected: false, unsaved: 0, late: false },
    )
    expect(state.whatWorks).toBe('This class has ended.')
    expect(words('closed', false)).toBe('You have left the class.')
  })
})
