import { createHmac, timingSafeEqual } from 'node:crypto'
import { SIGNATURE_TOLERANCE_SECONDS } from '@lectern/protocol'

const FORM = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/

export interface Signed {
  header: string | undefined
  body: Buffer
  secret: string
  nowSeconds: number
}

/** [WH2] Whether a webhook is from somebody who holds the secret, and was signed just now. */
export function verifySignature({ header, body, secret, nowSeconds }: Signed): boolean {
  const [, time, given] = FORM.exec(header ?? '') ?? []
  if (!time || !given || Math.abs(nowSeconds - Number(time)) > SIGNATURE_TOLERANCE_SECONDS) return false
  const expected = createHmac('sha256', secret).update(`${time}.`).update(body).digest()
  return timingSafeEqual(expected, Buffer.from(given, 'hex'))
}
