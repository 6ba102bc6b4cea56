import { expect, test } from 'vitest'
import { contentSecurityPolicy } from './contentSecurityPolicy'

test('lets pages talk to the engine over both protocols, and to nobody else', () => {
  expect(directive('connect-src', 'http://localhost:4100')).toBe(
    "'self' blob: data: http://localhost:4100 ws://localhost:4100",
  )
  expect(directive('connect-src', 'https://192.168.1.9:4100/')).toBe(
    "'self' blob: data: https://192.168.1.9:4100 wss://192.168.1.9:4100",
  )
})

test('runs scripts with the nonce only', () => {
  expect(directive('script-src', 'http://localhost:4100')).toBe("'self' 'nonce-abc' 'strict-dynamic'")
})

test('nothing inline counts without the nonce, except style attributes of the library, one by one', () => {
  const policy = contentSecurityPolicy({
    nonce: 'abc',
    engineUrl: 'http://localhost:4100',
    development: false,
    mux: false,
  })
  expect(policy).not.toMatch(/unsafe-(inline|eval)/)
  expect(directive('style-src', 'http://localhost:4100')).toBe("'self' 'nonce-abc'")
  expect(directive('style-src-attr', 'http://localhost:4100')).toMatch(/^'unsafe-hashes'( 'sha256-[^']{44}')+$/)
})

test('recordings come from Mux only where they may', () => {
  for (const name of ['connect-src', 'media-src']) {
    expect(directive(name, 'http://localhost:4100')).not.toContain('mux.com')
    expect(directive(name, 'http://localhost:4100', true)).toContain('https://stream.mux.com https://*.mux.com')
  }
})

function directive(name: string, engineUrl: string, mux = false): string | undefined {
  const policy = contentSecurityPolicy({ nonce: 'abc', engineUrl, development: false, mux })
  return policy
    .split('; ')
    .find((part) => part.startsWith(`${name} `))
    ?.slice(name.length + 1)
}
