import { describe, expect, test } from 'vitest'
import { ERRORS, errorOfCloseCode, LecternError, toWireError } from './errors.ts'

describe('errors', () => {
  test('what is not ours tells nothing of its inside', () => {
    expect(toWireError(new Error('password of the database is …'))).toEqual({
      code: 'INTERNAL',
      message: ERRORS.INTERNAL.message,
    })
  })

  test('ours keeps code, sentence, field and pause', () => {
    const error = new LecternError('RATE_LIMITED', 'Wait.', { field: 'text', retryAfterMs: 500 })
    expect(toWireError(error)).toEqual({ code: 'RATE_LIMITED', message: 'Wait.', field: 'text', retryAfterMs: 500 })
  })

  test('close codes are in the range for applications and can be read back', () => {
    for (const row of Object.values(ERRORS)) expect(row.close).toBeGreaterThanOrEqual(4000)
    expect(errorOfCloseCode(ERRORS.REMOVED.close)).toBe('REMOVED')
    expect(errorOfCloseCode(1006)).toBeUndefined()
  })

  test.each(Object.entries(ERRORS))(
    '%s tells a stock y-websocket client by its close code whether to come back',
    (_code, row) => {
      const forGood = row.close >= 4400 && row.close < 4500
      expect(forGood).toBe(row.retry === 'never')
    },
  )
})
