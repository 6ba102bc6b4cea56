import type { NetworkInterfaceInfo } from 'node:os'
import { expect, test } from 'vitest'
import { lanAddress } from './lanAddress.ts'

const at = (address: string, internal = false) =>
  [{ address, family: 'IPv4', internal }] as unknown as NetworkInterfaceInfo[]

test("the home network's address is preferred to those that a phone cannot reach", () => {
  const interfaces = {
    lo: at('127.0.0.1', true),
    docker0: at('172.17.0.1'),
    tailscale0: at('100.64.0.2'),
    eth1: at('169.254.9.9'),
    wlan0: at('192.168.1.20'),
  }
  expect(lanAddress(interfaces)).toBe('192.168.1.20')
})

test('a public address will do where there is no private one', () => {
  expect(lanAddress({ 'br-1': at('172.18.0.1'), eth0: at('203.0.113.5') })).toBe('203.0.113.5')
})

test('a machine in no network is told how to go on', () => {
  expect(() => lanAddress({ lo: at('127.0.0.1', true) })).toThrow('--lan-address')
})
