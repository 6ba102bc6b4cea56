import { expect, test } from 'vitest'
import { pluggedIn } from './pluggedIn.ts'

const source = {
  enumerateDevices: async () => [{ deviceId: 'c1' } as MediaDeviceInfo],
}

test('a remembered device is used while it is plugged in', async () => {
  expect(await pluggedIn('c1', source)).toBe('c1')
  expect(await pluggedIn('c2', source)).toBeUndefined()
  expect(await pluggedIn(undefined, source)).toBeUndefined()
})

test('a browser that tells no devices chooses itself', async () => {
  expect(await pluggedIn('c1', { enumerateDevices: () => Promise.reject(new Error()) })).toBeUndefined()
})
