import { MEDIA_COMMANDS } from '@lectern/protocol'
import { ClassroomClient } from '../../../web/features/classroom/ClassroomClient.ts'
import { MediaPath } from '../rtc/MediaPath.ts'
import type { Identity } from '../rtc/makeIdentity.ts'
import type { Sender } from '../rtc/Sender.ts'
import { type MadeTrack, microphone, still } from '../rtc/tracks.ts'
import { viewerCapabilities } from '../rtc/viewerCapabilities.ts'

export interface ClassmateOptions {
  engineUrl: string
  token: string
  identity: Identity
  sender: Sender
  /** A key frame of VP8, which it shows all the time. */
  picture: Buffer
  /** Whom it looks at, at the size of a small picture. */
  looksAt: string[]
}

const FRAMES_PER_SECOND = 15
const SMALL_PICTURE = 120
/** Opus for 20 ms of silence. */
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe])
const QUIET = -60

/** Somebody in a class, without a browser: sends a picture and sound over real WebRTC, receives what the class gives. */
export class Classmate {
  readonly #client: ClassroomClient
  readonly #paths: MediaPath[] = []
  readonly #tracks = new Map<string, MadeTrack>()
  #ready: string[] = []

  private constructor(client: ClassroomClient) {
    this.#client = client
    client.on('media:consumer', ({ consumerId }) => this.#consumerMade(consumerId))
    client.on('media:demand', ({ producerId, wanted }) => {
      const track = this.#tracks.get(producerId)
      if (track) track.layers = wanted ? 1 : 0
    })
  }

  /** Resolves once the class has its picture and sound. */
  static async join({ engineUrl, token, identity, sender, picture, looksAt }: ClassmateOptions): Promise<Classmate> {
    const client = new ClassroomClient({ engineUrl, token })
    const classmate = new Classmate(client)
    const joined = new Promise((resolve) => client.onJoined(resolve))
    client.start()
    await joined
    await classmate.#openMedia(identity, sender, [still(picture, FRAMES_PER_SECOND), microphone(QUIET, SILENCE)])
    const videos = looksAt.map((userId) => ({
      userId,
      source: 'camera' as const,
      height: SMALL_PICTURE,
      pinned: false,
    }))
    await client.request(MEDIA_COMMANDS.wish, { videos })
    return classmate
  }

  async leave(): Promise<void> {
    for (const path of this.#paths) path.close()
    await this.#client.leave()
  }

  async #openMedia(identity: Identity, sender: Sender, tracks: MadeTrack[]): Promise<void> {
    const opened = await this.#client.request(MEDIA_COMMANDS.open, {})
    const tell = (transportId: string, dtlsParameters: Record<string, unknown>) =>
      this.#client.request(MEDIA_COMMANDS.connect, { transportId, dtlsParameters })
    const [send, receive] = await Promise.all([
      MediaPath.open(opened.send, identity, tell),
      MediaPath.open(opened.receive, identity, tell),
    ])
    this.#paths.push(send, receive)
    await this.#client.request(MEDIA_COMMANDS.ready, { rtpCapabilities: viewerCapabilities() })
    for (const track of tracks) await this.#produce(opened.send.id, track)
    for (const track of tracks) sender.add(send, track)
  }

  async #produce(transportId: string, track: MadeTrack): Promise<void> {
    const { source, rtpParameters } = track
    const { producerId } = await this.#client.request(MEDIA_COMMANDS.produce, {
      requestId: crypto.randomUUID(),
      transportId,
      source,
      kind: source === 'camera' ? 'video' : 'audio',
      rtpParameters,
      paused: false,
    })
    this.#tracks.set(producerId, track)
  }

  #consumerMade(consumerId: string): void {
    this.#ready.push(consumerId)
    if (this.#ready.length > 1) return
    setImmediate(() => {
      const consumerIds = this.#ready
      this.#ready = []
      // It fails only where it has just left.
      this.#client.request(MEDIA_COMMANDS.consumed, { consumerIds }).catch(() => undefined)
    })
  }
}
