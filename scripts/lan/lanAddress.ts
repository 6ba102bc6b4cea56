import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'
import { UserError } from '../support/UserError.ts'

type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>

/** Bridges of containers and virtual machines, and tunnels: addresses that a phone cannot reach. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|wg|utun|lxc|cni|flannel|tailscale|zt)/

/** This machine's IPv4 address in the local network. */
export function lanAddress(interfaces: Interfaces = networkInterfaces()): string {
  const candidates = Object.entries(interfaces).flatMap(([name, infos = []]) =>
    infos.filter((info) => info.family === 'IPv4' && !info.internal).map(({ address }) => ({ name, address })),
  )
  const best = candidates.sort((a, b) => rank(a) - rank(b))[0]
  if (best) return best.address
  throw new UserError('This machine is in no network: connect it, or name its address with --lan-address.')
}

function rank({ name, address }: { name: string; address: string }): number {
  if (VIRTUAL.test(name)) return 3
  if (address.startsWith('169.254.')) return 2
  return isPrivate(address) ? 0 : 1
}

function isPrivate(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address)
}
