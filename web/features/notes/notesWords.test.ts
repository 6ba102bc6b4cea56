import { describe, expect, test } from 'vitest'
import { saveWords } from './saveWords.ts'
import { writerWords } from './writerWords.ts'

describe('words under the notes', () => {
  test('say where one’s words are', () => {
    expect(saveWords({ phase: 'ready', unsaved: 0, late: false })).toBe('Saved for everybody')
    expect(saveWords({ phase: 'ready', unsaved: 2, late: false })).toBe('Saving')
    expect(saveWords({ phase: 'ready', unsaved: 2, late: true })).toMatch(/not saved yet/)
    expect(saveWords({ phase: 'offline', unsaved: 2, late: false })).toMatch(/Kept here/)
    expect(saveWords({ phase: 'offline', unsaved: 0, late: false })).toMatch(/Not connected/)
  })

  test('name who else writes', () => {
    expect(writerWords([])).toBe('')
    expect(writerWords(['Sam'])).toBe('Sam is here too')
    expect(writerWords(['Sam', 'Kim'])).toBe('Sam and Kim are here too')
    expect(writerWords(['Sam', 'Kim', 'Lee'])).toBe('Sam, Kim and 1 other are here too')
  })
})
