import { expect, test } from 'vitest'
import { reactionSummary } from './reactionSummary.ts'

test('few are named, many are counted', () => {
  const clap = (name: string) => ({ name, kind: 'clap' as const })
  expect(reactionSummary([])).toBe('')
  expect(reactionSummary([clap('Sam'), { name: 'Kim', kind: 'slower' }])).toBe('Sam applauds. Kim asks to go slower.')
  expect(reactionSummary([clap('Sam'), clap('Kim'), clap('Bo')])).toBe('3 people: applause.')
})
