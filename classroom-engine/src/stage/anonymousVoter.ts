import { createHmac } from 'node:crypto'

/**
 * Name under which the log keeps a vote in an anonymous poll: the same for every vote of the person in this poll, another one
 * in every other poll, and nobody's without the secret. Rule [CM8].
 */
export function anonymousVoter(secret: string, room: string, poll: string, userId: string): string {
  // JSON keeps the parts apart, whatever characters they hold.
  const hash = createHmac('sha256', secret).update(JSON.stringify(['vote', room, poll, userId]))
  return `anonymous:${hash.digest('base64url')}`
}
