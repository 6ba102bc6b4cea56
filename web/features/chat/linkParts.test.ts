import { expect, test } from 'vitest'
import { linkParts } from './linkParts.ts'

test('text without an address is one part', () => {
  expect(linkParts('Is 2 > 1? See javascript:alert(1)')).toEqual([{ text: 'Is 2 > 1? See javascript:alert(1)' }])
  expect(linkParts('')).toEqual([])
})

test('addresses become links, the text around them stays', () => {
  expect(linkParts('see https://example.org/a?b=1 now')).toEqual([
    { text: 'see ' },
    { text: 'https://example.org/a?b=1', href: 'https://example.org/a?b=1' },
    { text: ' now' },
  ])
})

test('the full stop after an address and the bracket around it are not part of it', () => {
  expect(linkParts('(https://example.org/x).')).toEqual([
    { text: '(' },
    { text: 'https://example.org/x', href: 'https://example.org/x' },
    { text: ').' },
  ])
  expect(linkParts('https://example.org/wiki/A_(b)')).toEqual([
    { text: 'https://example.org/wiki/A_(b)', href: 'https://example.org/wiki/A_(b)' },
  ])
})

test('nothing that could open a tag gets into an address', () => {
  const parts = linkParts('https://example.org/"><img src=x>')
  expect(parts[0]).toEqual({ text: 'https://example.org/', href: 'https://example.org/' })
})
