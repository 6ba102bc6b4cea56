import { expect, test } from 'vitest'
import { coverPattern } from './coverPattern'

const IDS = Array.from({ length: 200 }, (_, index) => `course-${index}`)

test('the same id has the same cover', () => {
  expect(coverPattern('linear-algebra')).toEqual(coverPattern('linear-algebra'))
})

test('hardly any two courses share a cover', () => {
  const covers = new Set(IDS.map((id) => JSON.stringify(coverPattern(id))))

  expect(covers.size).toBeGreaterThan(190)
})

test('every cover draws something, with numbers only', () => {
  for (const id of IDS) {
    const { lines, shapes } = coverPattern(id)
    expect(lines).toMatch(/^M[-\d.]/)
    expect(lines + shapes).not.toMatch(/NaN|undefined|Infinity/)
  }
})
