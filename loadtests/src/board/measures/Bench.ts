import { setTimeout as wait } from 'node:timers/promises'
import type { Target } from '../load/LoadClient.ts'
import type { LoadMark } from '../load/LoadGroup.ts'
import type { LoadProcess } from '../load/LoadProcess.ts'
import type { ServerKind } from '../servers/ServerKind.ts'
import type { ServerProcess } from '../servers/ServerProcess.ts'

/** Who sits where: `rooms` documents with `seats` people at each. */
export interface Seating {
  rooms: number
  seats: number
  /** Distinguishes documents of one server. */
  name: string
}

/** A server that uses less than this between two looks has nothing to do. */
const QUIET_CPU_MS = 5
const QUIET_LOOK_MS = 250

type Work = Pick<Target, 'updates' | 'recordsPerUpdate' | 'keeps'>

/** A running server and the processes with its clients. */
export class Bench {
  readonly server: ServerProcess
  readonly #kind: ServerKind
  readonly #loads: LoadProcess[]
  #people = 0

  constructor(kind: ServerKind, server: ServerProcess, loads: LoadProcess[]) {
    this.#kind = kind
    this.server = server
    this.#loads = loads
  }

  /** Brings everybody to their place. Answers when all are in sync. */
  async open({ rooms, seats, name }: Seating, work: (room: number, seat: number) => Work): Promise<void> {
    const all = Array.from({ length: rooms * seats }, (_, index) => {
      const [room, seat] = [Math.floor(index / seats), index % seats]
      return this.#target(`${name}${room}`, { room, seat, seats, ...work(room, seat) })
    })
    await this.#each((load, index) =>
      load.call(
        'open',
        all.filter((_, at) => at % this.#loads.length === index),
      ),
    )
  }

  /** One more person, who has nothing of the document. */
  async join({ name }: Seating, room: number, keeps: boolean): Promise<void> {
    const place = { room, seat: 0, seats: 0, updates: 0, keeps }
    await this.#loads[0]!.call('open', [this.#target(`${name}${room}`, place)])
  }

  async start(perSecond: number): Promise<void> {
    await this.#each((load) => load.call('start', perSecond))
  }

  async mark(): Promise<LoadMark & { cpuMs: number }> {
    const cpuMs = this.server.cpuMs()
    const marks = await this.#each((load) => load.call('mark'))
    return {
      cpuMs,
      sent: sum(marks.map(({ sent }) => sent)),
      delivered: sum(marks.map(({ delivered }) => delivered)),
      latencies: marks.flatMap(({ latencies }) => latencies),
    }
  }

  /** Answers when everything has come to everybody. */
  async settled(): Promise<void> {
    await this.#each((load) => load.call('settled'))
  }

  /** Answers when the server has done what was left over: disk, memory. */
  async quiet(): Promise<void> {
    let used = Number.POSITIVE_INFINITY
    for (let before = this.server.cpuMs(); used > QUIET_CPU_MS; before += used) {
      await wait(QUIET_LOOK_MS)
      used = this.server.cpuMs() - before
    }
  }

  /** Throws unless all who kept what came have the same documents. Tells how many records they hold, all documents together. */
  async converged(): Promise<number> {
    const contents = (await this.#each((load) => load.call('contents'))).flat()
    const byRoom = Map.groupBy(contents, ({ room }) => room)
    for (const [room, same] of byRoom) {
      const sums = new Set(same.map(({ sum }) => sum))
      if (same.length < 2 || sums.size !== 1) throw new Error(`document ${room} differs between those who were there`)
    }
    return sum([...byRoom.values()].map(([first]) => first!.records))
  }

  async close(): Promise<void> {
    await this.#each((load) => load.call('close'))
  }

  #target(room: string, place: Omit<Target, 'port' | 'path' | 'dialect' | 'document'>): Target {
    this.#people += 1
    return { port: this.server.port, ...this.#kind.address(room, `person${this.#people}`), ...place }
  }

  #each<T>(run: (load: LoadProcess, index: number) => Promise<T>): Promise<T[]> {
    return Promise.all(this.#loads.map(run))
  }
}

const sum = (numbers: number[]): number => numbers.reduce((total, each) => total + each, 0)
