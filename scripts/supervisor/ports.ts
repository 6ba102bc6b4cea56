import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { UserError } from '../support/UserError.ts'

export interface PortNeed {
  port: number
  protocol: 'tcp' | 'udp'
  /** Addresses that must be free; one that this machine does not have counts as free. */
  hosts: string[]
  /** What it is for, and how to choose another, for the sentence. */
  purpose: string
  choose: string
}

/** Throws a sentence for the first port that another program has. */
export async function requireFreePorts(needs: PortNeed[]): Promise<void> {
  for (const need of needs) {
    for (const host of need.hosts) {
      const problem = await (need.protocol === 'tcp' ? tryTcp(need.port, host) : tryUdp(need.port, host))
      if (problem) throw new UserError(sentence(need, problem))
    }
  }
}

function sentence({ port, protocol, purpose, choose }: PortNeed, problem: string): string {
  const name = `Port ${port} (${protocol}, ${purpose})`
  if (problem === 'EACCES') return `${name} may not be used by this user: choose one above 1023 with ${choose}.`
  return `${name} is taken by another program: stop that one, or choose another port with ${choose}.`
}

function tryTcp(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(reason(error)))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}

function tryUdp(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.close()
      resolve(reason(error))
    })
    socket.bind({ port, address: host, exclusive: true }, () => socket.close(() => resolve(undefined)))
  })
}

function reason({ code }: NodeJS.ErrnoException): string | undefined {
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' ? undefined : (code ?? 'unknown')
}
