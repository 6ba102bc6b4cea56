import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Recording } from '@lectern/prisma'

/** 128 bits that nobody guesses, fit for an address. */
export const newLinkKey = () => randomBytes(16).toString('base64url')

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Whether somebody has the key of a recording's link. Takes the same time for every guess. */
export function isKeyOf({ linkKey }: Pick<Recording, 'linkKey'>, given: string | null | undefined): boolean {
  if (!linkKey || !given) return false
  return timingSafeEqual(digest(linkKey), digest(given))
}

export const isOutOfDate = ({ linkExpiresAt }: Pick<Recording, 'linkExpiresAt'>, now = Date.now()) =>
  linkExpiresAt !== null && linkExpiresAt.getTime() <= now
