import { VideoWish } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { wishHeight } from './wishHeight.ts'

test('heights are asked for in steps', () => {
  expect(wishHeight(112, 1)).toBe(120)
  expect(wishHeight(118, 1)).toBe(120)
  expect(wishHeight(112, 2)).toBe(240)
  // A tile of the grid of twelve: 240 would be worth the next layer to the server, at twice the packets.
  expect(wishHeight(182, 1)).toBe(210)
})

test('whatever the tile, the wish fits the protocol', () => {
  for (const height of [0, 0.2, 99_999])
    expect(VideoWish.safeParse({ userId: 'u', source: 'camera', height: wishHeight(height, 3) }).success).toBe(true)
})
