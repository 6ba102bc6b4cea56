import { expect, test } from 'vitest'
import { cameraEncodings, screenEncodings } from './encodings.ts'

const scales = (height: number) => cameraEncodings('video/VP8', height).map((each) => each.scaleResolutionDownBy)

test('a camera has as many layers as its height is worth, the lowest first', () => {
  expect(scales(720)).toEqual([4, 2, 1])
  expect(scales(480)).toEqual([2, 1])
  expect(scales(180)).toEqual([1])
})

test('higher layers get more bits', () => {
  const bitrates = cameraEncodings('video/H264', 1080).map(({ maxBitrate }) => maxBitrate!)
  expect(bitrates).toEqual([...bitrates].sort((a, b) => a - b))
})

test('VP9 puts all layers in one stream; AV1 has one layer', () => {
  expect(cameraEncodings('video/VP9', 720)).toMatchObject([{ scalabilityMode: 'L3T3_KEY' }])
  expect(cameraEncodings('video/VP9', 480)).toMatchObject([{ scalabilityMode: 'L2T3_KEY' }])
  expect(cameraEncodings('video/AV1', 720)).toMatchObject([{ scalabilityMode: 'L1T3' }])
})

test('a screen is one stream in full size', () => {
  expect(screenEncodings()).toHaveLength(1)
  expect(screenEncodings()[0]).not.toHaveProperty('scaleResolutionDownBy')
})

test('[ME5] a camera begins with its lowest layer alone', () => {
  const active = (height: number) => cameraEncodings('video/H264', height).map((each) => each.active)
  expect(active(720)).toEqual([true, false, false])
  expect(active(180)).toEqual([true])
})
