import { describe, expect, test } from 'vitest'
import { COMMANDS } from './commands.ts'
import { MEDIA_COMMANDS } from './media.ts'

const all = [...Object.values(COMMANDS), ...Object.values(MEDIA_COMMANDS)]

describe('commands', () => {
  test('no two commands share a name', () => {
    const names = all.map((each) => each.name)
    expect(new Set(names).size).toBe(names.length)
  })

  test('every command has a rate that lets it through at least once', () => {
    for (const { name, rate } of all) expect(Math.min(rate.burst, rate.perSecond), name).toBeGreaterThan(0)
  })

  test('chat text is trimmed, and empty text is refused', () => {
    const input = COMMANDS.sendChat.input
    expect(input.parse({ id: 'abcdefgh', text: '  hello ' }).text).toBe('hello')
    expect(input.safeParse({ id: 'abcdefgh', text: '   ' }).success).toBe(false)
  })

  test('a poll with one option is refused, a typed one needs none', () => {
    const poll = { id: 'abcdefgh', question: 'Why?', kind: 'single', options: ['only'] }
    expect(COMMANDS.openPoll.input.safeParse(poll).success).toBe(false)
    expect(COMMANDS.openPoll.input.safeParse({ ...poll, kind: 'text', options: [] }).success).toBe(true)
  })
})
