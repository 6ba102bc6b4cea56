import { expect, test } from 'vitest'
import { cueTextAt, parseVtt } from './parseVtt.ts'

const FILE = `WEBVTT - a class

NOTE nobody reads this

STYLE
::cue { color: red }

intro
00:01.000 --> 00:03.500 align:start
<v Ada>Good <b>morning</b> &amp; welcome

01:00:00.000 --> 01:00:02.000
Two
lines
`

test('cues have times of the class and plain text', () => {
  expect(parseVtt(FILE)).toEqual([
    { fromMs: 1000, toMs: 3500, text: 'Good morning & welcome' },
    { fromMs: 3_600_000, toMs: 3_602_000, text: 'Two\nlines' },
  ])
})

test('lines that end as Windows ends them are read, too', () => {
  expect(parseVtt(FILE.replaceAll('\n', '\r\n'))).toEqual(parseVtt(FILE))
})

test('a cue is shown from its beginning until before its end', () => {
  const cues = parseVtt(FILE)
  expect(cueTextAt(cues, 999)).toBe('')
  expect(cueTextAt(cues, 1000)).toBe('Good morning & welcome')
  expect(cueTextAt(cues, 3500)).toBe('')
})
