import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePort } from '../../prisma/src/embedded/freePort.ts'
import { requireFreePorts } from '../supervisor/ports.ts'

const need = (port: number, protocol: 'tcp' | 'udp') => ({
  port,
  protocol,
  hosts: ['127.0.0.1', '::1', '192.0.2.1'],
  purpose: 'media',
  choose: '--rtc-port',
})

test('free ports are fine, and an address that this machine does not have is no obstacle', async () => {
  const port = await freePort()
  await requireFreePorts([need(port, 'tcp'), need(port, 'udp')])
})

test.each(['127.0.0.1', '0.0.0.0'])('a TCP port taken at %s is named with what to do', async (host) => {
  const server = createServer().listen(0, host)
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  await expect(requireFreePorts([need(port, 'tcp')])).rejects.toThrow(
    `Port ${port} (tcp, media) is taken by another program: stop that one, or choose another port with --rtc-port.`,
  )
  server.close()
})

test('a taken UDP port is noticed too', async () => {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  await requireFreePorts([need(port, 'tcp')])
  await expect(requireFreePorts([need(port, 'udp')])).rejects.toThrow(`Port ${port} (udp, media) is taken`)
  socket.close()
})
