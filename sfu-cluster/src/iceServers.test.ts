import { expect, test } from 'vitest'
import { iceServers } from './iceServers.ts'

test('TURN credentials as coturn checks them', () => {
  const ice = {
    servers: [],
    policy: 'all' as const,
    turn: { urls: ['turn:t.example'], secret: 'north', seconds: 3600 },
  }
  expect(iceServers(ice, 'ada', 1_000_500)).toEqual([
    // printf 4600:ada | openssl dgst -sha1 -hmac north -binary | base64
    { urls: ['turn:t.example'], username: '4600:ada', credential: '0JJtCRGEP3odSXCX4I+WMiRVGmw=' },
  ])
})

test('without a TURN secret only what is configured', () => {
  const servers = [{ urls: ['stun:s.example'] }]
  expect(iceServers({ servers, policy: 'all', turn: null }, 'ada', 0)).toEqual(servers)
})
