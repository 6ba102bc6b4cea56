import { describe, expect, test } from 'vitest'
import { ACTIONS, type Action, can, holdsGrant, may, type Standing } from './roles.ts'

const standing = (overrides: Partial<Standing> = {}): Standing => ({
  role: 'student',
  grants: [],
  locks: {},
  ...overrides,
})

describe('rights', () => {
  test('[RO1] a student draws only with the grant', () => {
    expect(may(standing(), 'board:draw')).toBe(false)
    expect(may(standing({ grants: ['draw'] }), 'board:draw')).toBe(true)
  })

  test('[RO1] a lock takes a right from students, granted or not, and from nobody else', () => {
    const locks = { microphone: true }
    expect(may(standing({ grants: ['speak'], locks }), 'media:microphone')).toBe(false)
    expect(may(standing({ grants: ['speak'], locks }), 'media:camera')).toBe(true)
    expect(may(standing({ role: 'assistant', locks }), 'media:microphone')).toBe(true)
  })

  test('[RO1] a grant gives its own right and no other', () => {
    const held = (Object.keys(ACTIONS) as Action[]).filter(
      (action) => may(standing({ grants: ['present'] }), action) && !may(standing(), action),
    )
    expect(held).toEqual(['media:present'])
  })

  test('[RO2] one can grant what one holds', () => {
    expect(holdsGrant(standing({ role: 'assistant' }), 'draw')).toBe(true)
    expect(holdsGrant(standing(), 'draw')).toBe(false)
    expect(holdsGrant(standing({ grants: ['draw'] }), 'draw')).toBe(true)
  })

  test('a higher role holds every right of a lower one', () => {
    for (const action of Object.keys(ACTIONS) as Action[]) {
      expect(can('assistant', action) || !can('student', action), action).toBe(true)
      expect(can('instructor', action) || !can('assistant', action), action).toBe(true)
    }
  })
})
