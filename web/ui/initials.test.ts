import { expect, test } from 'vitest'
import { initials } from './initials'

test.each([
  ['Ada Lovelace', 'AL'],
  ['sam', 'S'],
  ['  Maria  de la Cruz ', 'MC'],
  ['Žofie 🎈', 'Ž🎈'],
  ['', '?'],
])('%s becomes %s', (name, letters) => {
  expect(initials(name)).toBe(letters)
})
