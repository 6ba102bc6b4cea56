import { expect, test } from 'vitest'
import { shiftVtt } from './shiftVtt.ts'

const CAPTIONS = `WEBVTT

1
00:01.000 --> 00:02.500
gone

two
00:00:04.250 --> 00:00:06.000 align:start
cut at
its start

01:00:00.000 --> 01:00:01.000
late
`

test('cues move with the track that they are for', () => {
  expect(shiftVtt(CAPTIONS, 5)).toBe(`WEBVTT

two
00:00:00.000 --> 00:00:01.000 align:start
cut at
its start

00:59:55.000 --> 00:59:56.000
late
`)
})

test('by nothing, nothing is left out', () => {
  expect(shiftVtt(CAPTIONS, 0)).toContain('00:00:01.000 --> 00:00:02.500\ngone')
})
