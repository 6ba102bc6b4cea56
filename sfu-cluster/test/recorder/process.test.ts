import { type ChildProcess, fork } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { segmentKey, trackManifestKey } from '@lectern/recording'
import type { TrackManifest } from '@lectern/recording/timeline'
import { expect, test } from 'vitest'
import type { FromRecorder, ToRecorder } from '../../src/recorder/recorderMessages.ts'
import { encodeTone } from './encode.ts'
import { datagramsOf, SSRC } from './VirtualRecording.ts'

const MAIN = join(import.meta.dirname, '../../src/recorder/main.ts')

/** Waits for a message of the recorder; they come in order. */
async function told<Type extends FromRecorder['type']>(child: ChildProcess, type: Type) {
  for (;;) {
    const [message] = (await once(child, 'message')) as [FromRecorder]
    if (message.type === type) return message as Extract<FromRecorder, { type: Type }>
  }
}

test.each([
  ['its node is gone', (child: ChildProcess) => child.disconnect()],
  ['it is asked by a signal', (child: ChildProcess) => child.kill('SIGTERM')],
])('[RE10] the recorder stores what is open and ends where %s', async (_how, leave) => {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-recorder-process-'))
  const child = fork(MAIN, [], { execArgv: [] })
  const say = (message: ToRecorder) => child.send(message)
  const sender = createSocket('udp4')
  try {
    say({ type: 'start', store: { folder } })
    const { port } = await told(child, 'up')
    sender.connect(port, '127.0.0.1')
    await once(sender, 'connect')
    const order = {
      recording: 1,
      room: 'r',
      track: 't',
      next: 0,
      codec: 'audio/opus',
      ssrc: SSRC,
      startedAt: 0,
      toLogMs: 0,
    }
    say({ type: 'record', port: sender.address().port, ...order })
    await told(child, 'listening')
    const packets = await encodeTone(4)
    const sent = datagramsOf(
      packets.slice(0, 100).map((payload, n) => ({ payloads: [payload], at: n * 20 })),
      48,
    )
    for (const { bytes } of sent) sender.send(bytes)
    await told(child, 'trackStarted')
    const ended = once(child, 'exit')
    leave(child)
    expect(await ended).toEqual([0, null])
    const read = (key: string) => readFile(join(folder, key))
    const manifest = JSON.parse(String(await read(trackManifestKey('r', 't')))) as TrackManifest
    expect(manifest).toMatchObject({ ended: 'recorder-lost' })
    expect(manifest.segments).toHaveLength(1)
    expect((await read(segmentKey('r', 't', 0))).length).toBe(manifest.segments[0]![2])
  } finally {
    sender.close()
    child.kill('SIGKILL')
    await rm(folder, { recursive: true })
  }
})
