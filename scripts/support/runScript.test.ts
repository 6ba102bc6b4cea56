import { expect, test } from 'vitest'
import { explain } from './runScript.ts'
import { UserError } from './UserError.ts'

test('a failure that one can mend is its sentence, others show where they happened', () => {
  expect(explain(new UserError('Do this.'))).toBe('Do this.')
  expect(explain(new Error('surprise'))).toContain('runScript.test.ts')
  expect(explain('text')).toBe('text')
})

test.each(['ENOSPC: no space left on device, write', 'could not extend file: No space left on device'])(
  'a full disk is one sentence, whoever noticed it: %s',
  (message) => {
    expect(explain(new Error(message))).toBe('The disk is full: make room, then start again.')
  },
)
