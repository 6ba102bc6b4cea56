import { expect, test } from 'vitest'
import { captionLanguage, languageLabel } from './captionLanguage.ts'

test.each([
  ['en', 'en', 'English'],
  ['DE', 'de', 'Deutsch'],
  ['pt-br', 'pt-BR', 'Português (Brasil)'],
  ['zh-hans', 'zh-Hans', '简体中文'],
])('%s is %s, %s', (tag, language, label) => {
  expect(captionLanguage(tag)).toBe(language)
  expect(languageLabel(captionLanguage(tag))).toBe(label)
})

test.each(['', 'e', 'english', '../../x', 'en-', 'en_US', 'en-a', 'x-lectern'])('%s is none', (tag) => {
  expect(() => captionLanguage(tag)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
})
