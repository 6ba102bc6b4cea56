import { expect, test } from 'vitest'
import { refuseFirst } from './refuseFirst.ts'

function fakeMedia(calls: string[]) {
  return {
    stopMicrophone: async () => void calls.push('microphone off'),
    setCamera: async (on: boolean) => void calls.push(on ? 'camera on' : 'camera off'),
  }
}

test('goes on only once the class knows, with the devices as they were', async () => {
  const calls: string[] = []
  const answer = Promise.withResolvers<null>()
  const done = refuseFirst(() => answer.promise, fakeMedia(calls)).then(() => calls.push('told'))
  await Promise.resolve()
  expect(calls).toEqual([])
  answer.resolve(null)
  await done
  expect(calls).toEqual(['told'])
})

test('where the class cannot be told, nothing is sent before one turns it on', async () => {
  const calls: string[] = []
  await refuseFirst(() => Promise.reject(new Error('refused')), fakeMedia(calls))
  expect(calls).toEqual(['microphone off', 'camera off'])
})

test('a class without sound and picture is told too', async () => {
  await expect(refuseFirst(() => Promise.reject(new Error('refused')), null)).resolves.toBeUndefined()
})
