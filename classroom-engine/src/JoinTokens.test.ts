import { LecternError } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { JoinTokens } from './JoinTokens.ts'

const tokens = new JoinTokens('a secret of the tests of join tokens')
const claims = (exp: number) => ({ room: 'r', sub: 'sam', name: 'Sam', role: 'student' as const, exp })

test('[TK1] a token that was good opens nothing once it has ended, though its connection stands', () => {
  const now = Math.floor(Date.now() / 1000)
  expect(() => tokens.mustLive(claims(now - 1))).toThrow(new LecternError('TOKEN_EXPIRED'))
  expect(() => tokens.mustLive(claims(now + 60))).not.toThrow()
})
