import { randomUUID } from 'node:crypto'
import type { MediaSource } from '@lectern/protocol'
import type { OpenedPeer, SfuEvents } from '@lectern/protocol/sfuRpc'
import { opus, rtpCapabilities, vp8 } from './rtp.ts'
import type { TestEngine } from './TestEngine.ts'

/** A client as an engine sees it. Its parameters are valid; packets it sends none. */
export class TestPeer {
  readonly engine: TestEngine
  readonly userId: string
  readonly at: { room: string; peerId: string }
  opened: OpenedPeer | undefined

  private constructor(engine: TestEngine, room: string, userId: string) {
    this.engine = engine
    this.userId = userId
    this.at = { room, peerId: `${userId}-${randomUUID()}` }
  }

  /** Opens media, and says what can be decoded unless it is told not to. */
  static async open(engine: TestEngine, room: string, userId: string, receives = true): Promise<TestPeer> {
    const peer = new TestPeer(engine, room, userId)
    peer.opened = await engine.call('openPeer', { ...peer.at, userId })
    if (receives) await engine.call('setCapabilities', { ...peer.at, rtpCapabilities: rtpCapabilities() })
    return peer
  }

  async produce(source: MediaSource, requestId: string = randomUUID(), rtpParameters = parametersOf(source)) {
    const { producerId } = await this.engine.call('produce', {
      ...this.at,
      requestId,
      transportId: this.opened!.send.id,
      source,
      kind: source === 'camera' || source === 'screen' ? 'video' : 'audio',
      rtpParameters,
      paused: false,
    })
    return producerId
  }

  async wish(userId: string, height = 180, source: 'camera' | 'screen' = 'camera'): Promise<void> {
    await this.engine.call('setWishes', { ...this.at, videos: [{ userId, source, height, pinned: false }] })
  }

  consumerOf(producerId: string): Promise<SfuEvents['consumer']> {
    return this.engine.event('consumer', (data) => data.peerId === this.at.peerId && data.producerId === producerId)
  }

  consumers(): SfuEvents['consumer'][] {
    return this.engine.all('consumer').filter(({ peerId }) => peerId === this.at.peerId)
  }
}

const parametersOf = (source: MediaSource) => (source === 'camera' ? vp8() : source === 'screen' ? vp8(1) : opus())
