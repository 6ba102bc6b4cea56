import { expect, test } from 'vitest'
import { slugOf } from './slugOf.ts'

test.each([
  ['A first live class', 'a-first-live-class'],
  ['  Größe & Maß: I ', 'grosse-mass-i'],
  ['Crème brûlée', 'creme-brulee'],
  ['日本語', 'course'],
  ['New', 'course-new'],
  [`${'a'.repeat(59)} b`, 'a'.repeat(59)],
])('%s', (title, slug) => expect(slugOf(title)).toBe(slug))
