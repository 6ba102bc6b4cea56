import { expect, test } from 'vitest'
import { matchParts } from './matchParts'

const marked = (text: string, query: string) =>
  matchParts(text, query)
    .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join('')

test.each([
  ['The Eigenvalues of A', 'eigen of', 'The [Eigenvalues] [of] A'],
  ['Größe', 'grosse', '[Größe]'],
  ['a <b> & c', 'b', 'a <[b]> & c'],
  ['我们学习线性代数', '线性', '[我们学习线性代数]'],
  ['nothing here', 'zebra', 'nothing here'],
  ['x', '', 'x'],
  ['x', '.*', 'x'],
])('%s, searched for %s', (text, query, expected) => expect(marked(text, query)).toBe(expected))
