import { describe, expect, test } from 'vitest'
import { parseWebVtt, printWebVtt } from './webVtt.ts'

const FILE = `\ufeffWEBVTT - Week 3\r
Kind: captions\r
\r
STYLE\r
::cue { background: url(https://example.org/track) }\r
\r
NOTE who reads this\r
\r
intro\r
00:01.000 --> 00:02.500 line:0 position:20%\r
<v.loud Ada Lovelace>Good <b>morning</b> &amp; welcome,\r
<00:00:02.000><c.yellow>everybody</c> &lt;3\r
\r
101:00:00.000 --> 101:00:01.000\r
<script>alert(1)</script>Late
`

test('reads what is said, and when', () => {
  expect(parseWebVtt(FILE)).toEqual([
    { fromMs: 1000, toMs: 2500, voice: 'Ada Lovelace', text: 'Good morning & welcome,\neverybody <3' },
    { fromMs: 363_600_000, toMs: 363_601_000, voice: null, text: 'alert(1)Late' },
  ])
})

test('writes nothing but that, and reads it again', () => {
  const cues = parseWebVtt(FILE)
  const written = printWebVtt(cues)
  expect(written).not.toMatch(/STYLE|NOTE|https|<script|<b>|<c/)
  expect(written).toContain('00:00:01.000 --> 00:00:02.500\n<v Ada Lovelace>Good morning &amp; welcome,')
  expect(parseWebVtt(written)).toEqual(cues)
})

test('markup that hides in entities stays text', () => {
  const cues = parseWebVtt('WEBVTT\n\n00:01.000 --> 00:02.000\n&lt;img src=x onerror=alert(1)&gt; --&gt;')
  expect(cues[0]?.text).toBe('<img src=x onerror=alert(1)> -->')
  expect(printWebVtt(cues)).not.toContain('<img')
  expect(parseWebVtt(printWebVtt(cues))).toEqual(cues)
})

test('puts cues into the order of their times', () => {
  const cues = parseWebVtt('WEBVTT\n\n00:05.000 --> 00:06.000\nsecond\n\n00:01.000 --> 00:09.000\nfirst')
  expect(cues.map(({ text }) => text)).toEqual(['first', 'second'])
})

describe('names the line', () => {
  test.each([
    [1, ''],
    [1, '1\n00:00:01,000 --> 00:00:02,000\nSubRip'],
    [1, 'WEBVTTX\n\n00:01.000 --> 00:02.000\na'],
    [2, 'WEBVTT\n'],
    [3, 'WEBVTT\n\nonly words'],
    [3, 'WEBVTT\n\n00:01,000 --> 00:02,000\nwith commas'],
    [4, 'WEBVTT\n\none\n00:03.000 --> 00:02.000\nbackwards'],
    [3, 'WEBVTT\n\n00:61.000 --> 02:00.000\nno such second'],
    [3, `WEBVTT\n\n00:01.000 --> 00:02.000\n${'x'.repeat(1001)}`],
    [1, `WEBVTT\n\n${'00:01.000 --> 00:02.000\nx\n\n'.repeat(20_001)}`],
  ])('%d', (line, file) => {
    expect(() => parseWebVtt(file)).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST', message: expect.stringContaining(`Line ${line} `) }),
    )
  })
})
