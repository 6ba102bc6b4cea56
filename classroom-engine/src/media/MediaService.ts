import { LecternError, type MediaCommandName } from '@lectern/protocol'
import type { Logger } from 'pino'
import type { Handler } from '../commands/handle.ts'
import type { Classroom } from '../room/Classroom.ts'
import { mediaHandlers } from './mediaHandlers.ts'
import { RoomMedia } from './RoomMedia.ts'
import { SfuClient } from './SfuClient.ts'

export interface MediaServiceOptions {
  sfuUrl: string
  sfuSecret: string
  /** The engine's lasting name: a restarted engine has that of the one before. */
  engineId: string
  log: Logger
  /** A client was without sound and picture for so long, ms. */
  onGap: (ms: number) => void
}

/** Media of all rooms of this engine. */
export class MediaService {
  readonly handlers: Record<MediaCommandName, Handler>
  readonly #sfu: SfuClient
  readonly #log: Logger
  readonly #rooms = new Map<string, RoomMedia>()

  constructor({ sfuUrl, sfuSecret, engineId, log, onGap }: MediaServiceOptions) {
    this.#log = log
    this.#sfu = new SfuClient({ url: sfuUrl, secret: sfuSecret, engineId, log })
    this.#sfu.on('event', (event) => this.#rooms.get(event.data.room)?.handleEvent(event))
    this.#sfu.on('lost', () => {
      for (const media of this.#rooms.values()) media.sfuLost()
    })
    this.#sfu.on('session', () => {
      for (const media of this.#rooms.values()) media.sfuThere()
    })
    this.#sfu.on('reachable', (is) => {
      for (const media of this.#rooms.values()) media.reachable(is)
    })
    this.handlers = mediaHandlers((room) => this.#of(room), onGap)
  }

  /** Gives an open room its media, until it closes. */
  attach(room: Classroom): void {
    const media = new RoomMedia(room, this.#sfu, this.#log)
    room.media = media
    this.#rooms.set(room.id, media)
    room.events.once('closed', () => {
      if (this.#rooms.get(room.id) === media) this.#rooms.delete(room.id)
    })
  }

  close(): void {
    this.#sfu.close()
  }

  #of(room: Classroom): RoomMedia {
    const media = this.#rooms.get(room.id)
    if (!media) throw new LecternError('MEDIA_UNAVAILABLE')
    return media
  }
}
