import { expect, test } from 'vitest'
import { BANNER_WIDTH, CARD_WIDTH, coverPattern } from './coverPattern'

const IDS = Array.from({ length: 200 }, (_, index) => `course-${index}`)

test('the same id has the same cover', () => {
  expect(coverPattern('linear-algebra', CARD_WIDTH)).toEqual(coverPattern('linear-algebra', CARD_WIDTH))
})

test('hardly any two courses share a cover', () => {
  const covers = new Set(IDS.map((id) => JSON.stringify(coverPattern(id, CARD_WIDTH))))

  expect(covers.size).toBeGreaterThan(190)
})

test('every cover draws something, with numbers only', () => {
  for (const id of IDS) {
    const { lines, shapes } = coverPattern(id, CARD_WIDTH)
    expect(lines).toMatch(/^M[-\d.]/)
    expect(lines + shapes).not.toMatch(/NaN|undefined|Infinity/)
  }
})

test('the banner of a course keeps the colour of its card', () => {
  for (const id of IDS) expect(coverPattern(id, BANNER_WIDTH).hue).toBe(coverPattern(id, CARD_WIDTH).hue)
})
