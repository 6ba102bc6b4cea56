import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import type { ObjectStore } from '@lectern/recording'
import { ProducerRecorder } from './ProducerRecorder.ts'
import type { FromRecorder, RecorderFigures, RecordOrder } from './recorderMessages.ts'
import { StoreHealth } from './StoreHealth.ts'

export interface RecorderOptions {
  store: ObjectStore
  tell: (message: FromRecorder) => void
}

const LOOPBACK = '127.0.0.1'
const RECEIVE_BUFFER = 4 << 20
const TICK_MS = 100
const FIGURES_MS = 5000

/** All recordings of a node, over one UDP port: where a packet comes from says whose it is. */
export class Recorder {
  readonly #options: RecorderOptions
  readonly #health: StoreHealth
  readonly #socket: Socket
  /** By the port of the transport that sends the packets. */
  readonly #byPort = new Map<number, ProducerRecorder>()
  readonly #orders = new Map<number, { port: number; producer: ProducerRecorder }>()
  readonly #timers: NodeJS.Timeout[]
  #droppedPictures = 0
  #droppedSegments = 0
  /** Of recordings that are over. */
  #lostBefore = 0

  private constructor(options: RecorderOptions, socket: Socket) {
    this.#options = options
    this.#socket = socket
    this.#health = new StoreHealth((works, problem) => options.tell({ type: 'store', works, problem }))
    socket.on('message', (datagram, { port }) => this.#byPort.get(port)?.onDatagram(datagram, Date.now()))
    // A transport that is gone refuses what is sent back to it; that it is gone is told by the SFU.
    socket.on('error', () => undefined)
    this.#timers = [setInterval(() => this.#tick(), TICK_MS), setInterval(() => this.#tellFigures(), FIGURES_MS)]
  }

  static async listen(options: RecorderOptions): Promise<Recorder> {
    const socket = createSocket({ type: 'udp4', recvBufferSize: RECEIVE_BUFFER })
    socket.bind(0, LOOPBACK)
    await once(socket, 'listening')
    return new Recorder(options, socket)
  }

  get port(): number {
    return this.#socket.address().port
  }

  record(order: RecordOrder): void {
    const { recording, port } = order
    const { store, tell } = this.#options
    const producer = new ProducerRecorder({
      order,
      store,
      health: this.#health,
      sendBack: (packet) => this.#socket.send(packet, port, LOOPBACK),
      onNamed: (n) => tell({ type: 'named', recording, n }),
      onDroppedPicture: () => {
        this.#droppedPictures += 1
      },
      events: {
        started: (track, { mime, width, height }) =>
          tell({ type: 'trackStarted', recording, track, mime, width, height }),
        segment: (track, n, at, durationMs, bytes) =>
          tell({ type: 'segment', recording, track, n, at, durationMs, bytes }),
        ended: (track, reason) => tell({ type: 'trackEnded', recording, track, reason }),
        dropped: () => {
          this.#droppedSegments += 1
        },
      },
    })
    this.#byPort.set(port, producer)
    this.#orders.set(recording, { port, producer })
    tell({ type: 'listening', recording })
  }

  pause(recording: number): void {
    this.#orders.get(recording)?.producer.pause()
  }

  async stop(recording: number): Promise<void> {
    const order = this.#orders.get(recording)
    if (order) await this.#end(order.port, order.producer)
    this.#orders.delete(recording)
    this.#options.tell({ type: 'stopped', recording })
  }

  async #end(port: number, producer: ProducerRecorder): Promise<void> {
    if (this.#byPort.get(port) === producer) this.#byPort.delete(port)
    await producer.end('closed')
    this.#lostBefore += producer.lostPackets
  }

  /** Stores what there is of all that is recorded. `isWanted`: whoever asks knows that more may follow elsewhere. */
  async end(isWanted: boolean): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    const producers = [...this.#orders.values()].map(({ producer }) => producer)
    const ended = producers.map((producer) => producer.end(isWanted ? 'closed' : 'recorder-lost'))
    for (const producer of producers) producer.hurry()
    await Promise.all(ended)
    this.#tellFigures()
    this.#socket.close()
    await this.#options.store.close()
  }

  #tick(): void {
    const now = Date.now()
    for (const producer of this.#byPort.values()) producer.tick(now)
  }

  #tellFigures(): void {
    const { user, system } = process.cpuUsage()
    let lostPackets = this.#lostBefore
    for (const { producer } of this.#orders.values()) lostPackets += producer.lostPackets
    const figures: RecorderFigures = {
      droppedPictures: this.#droppedPictures,
      droppedSegments: this.#droppedSegments,
      lostPackets,
      cpuSeconds: (user + system) / 1e6,
    }
    this.#options.tell({ type: 'figures', figures })
  }
}
