import { expect, test } from 'vitest'
import { type TileFacts, tileWords } from './tileWords.ts'

const plain: TileFacts = {
  name: 'Sam Okafor',
  me: false,
  microphone: 'on',
  camera: true,
  hand: null,
  speaking: false,
  quality: 'good',
  pinned: false,
  spotlit: false,
}

test('a person with nothing to tell is just the name', () => {
  expect(tileWords(plain)).toBe('Sam Okafor')
  expect(tileWords({ ...plain, me: true })).toBe('Sam Okafor (you)')
})

test('every mark has its words', () => {
  expect(
    tileWords({
      ...plain,
      microphone: 'muted',
      camera: false,
      hand: 2,
      speaking: true,
      quality: 'poor',
      pinned: true,
      spotlit: true,
    }),
  ).toBe(
    'Sam Okafor, microphone off, camera off, hand raised, number 2, speaking, in the spotlight, pinned, poor connection',
  )
})
