import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { verifySignature } from './verifySignature.ts'

const secret = 'a secret that only the engine and the api hold'
const nowSeconds = 1_800_000_000
const body = Buffer.from('{"type":"room.opened"}')
const sign = (time: number, { by = secret, over = body } = {}) =>
  `t=${time},v1=${createHmac('sha256', by).update(`${time}.`).update(over).digest('hex')}`
const verify = (header: string | undefined) => verifySignature({ header, body, secret, nowSeconds })

describe('[WH2]', () => {
  test.each([0, -299, 300])('believes a signature that is %d seconds off', (off) => {
    expect(verify(sign(nowSeconds + off))).toBe(true)
  })

  test.each([
    ['an old one', sign(nowSeconds - 301)],
    ['one from the future', sign(nowSeconds + 301)],
    ['another secret', sign(nowSeconds, { by: 'another secret' })],
    ['another body', sign(nowSeconds, { over: Buffer.from('{}') })],
    ['another time than was signed', sign(nowSeconds).replace(/^t=\d+/, `t=${nowSeconds + 1}`)],
    ['no header', undefined],
    ['an empty one', ''],
    ['a short one', `t=${nowSeconds},v1=abcd`],
    ['another version', sign(nowSeconds).replace('v1', 'v0')],
  ])('refuses %s', (_what, header) => expect(verify(header)).toBe(false))
})
