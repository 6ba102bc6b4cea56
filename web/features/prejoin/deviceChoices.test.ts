import { expect, test } from 'vitest'
import { FIRST_CHOICES, parseChoices } from './deviceChoices.ts'

test('what was chosen is read again', () => {
  const choices = { microphone: false, camera: true, cameraId: 'c1' }
  expect(parseChoices(JSON.stringify(choices))).toEqual(choices)
})

test('nothing stored, or nonsense, means the first choices', () => {
  expect(parseChoices(null)).toEqual(FIRST_CHOICES)
  expect(parseChoices('{')).toEqual(FIRST_CHOICES)
  expect(parseChoices('7')).toEqual(FIRST_CHOICES)
})

test('one broken value does not spoil the others, and never turns a device on', () => {
  expect(parseChoices('{"microphone":"yes","camera":true,"cameraId":4}')).toEqual({ microphone: false, camera: true })
})
