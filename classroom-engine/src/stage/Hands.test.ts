import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Hands } from './Hands.ts'
import { Stage } from './Stage.ts'

const make = () => new Hands(new Stage(new Y.Doc()))

test('hands keep the order of raising', () => {
  const hands = make()
  hands.raise('sam', 1)
  hands.raise('kim', 1)
  hands.raise('ada', 2)
  expect(['sam', 'kim', 'ada'].map((each) => hands.position(each))).toEqual([1, 2, 3])
})

test('raising again keeps the place; lowering and raising goes to the end', () => {
  const hands = make()
  hands.raise('sam', 1)
  hands.raise('kim', 2)
  hands.raise('sam', 3)
  expect(hands.position('sam')).toBe(1)
  hands.lower('sam')
  expect([hands.position('sam'), hands.position('kim')]).toEqual([0, 1])
  hands.raise('sam', 4)
  expect([hands.position('sam'), hands.position('kim')]).toEqual([2, 1])
})
