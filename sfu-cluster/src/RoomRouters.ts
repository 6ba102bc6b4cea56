import { LecternError } from '@lectern/protocol'
import type { types } from 'mediasoup'
import { placeNewcomer } from './placeNewcomer.ts'
import type { MediaWorker, Tenant, WorkerPool } from './WorkerPool.ts'

/** Somebody who takes room on a router. */
export interface Guest {
  /** Consumers, had or expected. */
  readonly load: number
}

/** A router of one room on one worker, and who lives on it. */
export class Place implements Tenant {
  readonly worker: MediaWorker
  readonly router: types.Router
  readonly guests: Set<Guest>

  constructor(worker: MediaWorker, router: types.Router, guests: Set<Guest>) {
    this.worker = worker
    this.router = router
    this.guests = guests
  }

  get load(): number {
    return loadOf(this.guests)
  }
}

interface Opening {
  worker: MediaWorker
  guests: Set<Guest>
  place: Promise<Place>
}

interface Pipe {
  pair: Promise<types.PipeToRouterResult>
  /** What was asked of it last. */
  active: boolean
  /** When it was last of use, ms. */
  usedAt: number
}

/** A producer and where it lives. */
export interface Origin {
  id: string
  place: Place
}

/** How long a pipe that nobody uses is kept, ms. */
const PIPE_LINGER_MS = 10_000

export interface RoomRoutersOptions {
  pool: WorkerPool
  codecs: types.RouterRtpCodecCapability[]
  /** Load above which another worker's router takes newcomers. */
  consumersPerRouter: number
  /** The worker of a place died: everything on it is gone. */
  onLost: (place: Place) => void
}

/** The routers of one room, one per worker that it needs, and the pipes between them. */
export class RoomRouters {
  readonly #options: RoomRoutersOptions
  readonly #openings = new Map<number, Opening>()
  /** Producer id → router id → pipe to that router. */
  readonly #pipes = new Map<string, Map<string, Pipe>>()
  #closed = false

  constructor(options: RoomRoutersOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#openings.size
  }

  get pipes(): number {
    let count = 0
    for (const pipes of this.#pipes.values()) count += pipes.size
    return count
  }

  /** Finds or makes a router for a newcomer and counts its load there until `leave`. */
  async enter(guest: Guest): Promise<Place> {
    await this.#options.pool.oneLives().catch(() => undefined)
    const opening = this.#choose(guest.load)
    opening.guests.add(guest)
    try {
      return await opening.place
    } catch (error) {
      opening.guests.delete(guest)
      throw error
    }
  }

  leave(guest: Guest): void {
    for (const { guests } of this.#openings.values()) guests.delete(guest)
  }

  /** Makes the producer known on the router `to`, by a pipe where it lives on another. */
  async reach(origin: Origin, to: Place, now: number): Promise<void> {
    if (origin.place === to) return
    const pipes = this.#pipes.get(origin.id) ?? new Map<string, Pipe>()
    this.#pipes.set(origin.id, pipes)
    const pipe = pipes.get(to.router.id) ?? this.#openPipe(origin, to, now)
    pipes.set(to.router.id, pipe)
    await pipe.pair
  }

  /**
   * Says which pipes are of use: producer id → router ids where somebody has a consumer, true where one of them runs.
   * Pipes to consumers that all rest are paused; those that nobody needs are closed after a while.
   */
  tend(needs: ReadonlyMap<string, ReadonlyMap<string, boolean>>, now: number): void {
    for (const [producerId, pipes] of this.#pipes) {
      for (const [routerId, pipe] of pipes) {
        const need = needs.get(producerId)?.get(routerId)
        if (need !== undefined) pipe.usedAt = now
        this.#setActive(pipe, need ?? false)
        if (now - pipe.usedAt < PIPE_LINGER_MS) continue
        pipes.delete(routerId)
        void pipe.pair.then(({ pipeConsumer }) => pipeConsumer?.close(), ignore)
      }
      if (pipes.size === 0) this.#pipes.delete(producerId)
    }
  }

  /** The producer is closed, and its pipes with it. */
  producerClosed(producerId: string): void {
    this.#pipes.delete(producerId)
  }

  close(): void {
    this.#closed = true
    for (const opening of this.#openings.values()) void opening.place.then((place) => this.#closePlace(place), ignore)
    this.#openings.clear()
    this.#pipes.clear()
  }

  #choose(weight: number): Opening {
    const workers = this.#options.pool.workers
    const routers = [...this.#openings].map(([worker, { guests }]) => ({ worker, load: loadOf(guests) }))
    const loads = workers.map(({ index, tenants }) => ({ index, load: loadOf(tenants) }))
    const index = placeNewcomer(routers, loads, weight, this.#options.consumersPerRouter)
    const worker = workers.find((each) => each.index === index)
    if (index === undefined || !worker) throw new LecternError('MEDIA_UNAVAILABLE')
    return this.#openings.get(index) ?? this.#open(worker)
  }

  #open(worker: MediaWorker): Opening {
    const guests = new Set<Guest>()
    const opening = { worker, guests, place: this.#makePlace(worker, guests) }
    this.#openings.set(worker.index, opening)
    opening.place.catch(() => this.#forget(opening))
    return opening
  }

  async #makePlace(worker: MediaWorker, guests: Set<Guest>): Promise<Place> {
    const router = await worker.worker.createRouter({ mediaCodecs: this.#options.codecs })
    const place = new Place(worker, router, guests)
    worker.tenants.add(place)
    if (this.#closed) {
      this.#closePlace(place)
      throw new LecternError('MEDIA_UNAVAILABLE')
    }
    router.once('workerclose', () => this.#workerClosed(place))
    return place
  }

  #workerClosed(place: Place): void {
    const opening = this.#openings.get(place.worker.index)
    if (opening?.worker === place.worker) this.#forget(opening)
    for (const pipes of this.#pipes.values()) pipes.delete(place.router.id)
    if (!this.#closed) this.#options.onLost(place)
  }

  #forget(opening: Opening): void {
    if (this.#openings.get(opening.worker.index) === opening) this.#openings.delete(opening.worker.index)
  }

  #closePlace(place: Place): void {
    place.worker.tenants.delete(place)
    place.router.close()
  }

  #openPipe(origin: Origin, to: Place, now: number): Pipe {
    const pair = origin.place.router.pipeToRouter({ producerId: origin.id, router: to.router, enableSctp: false })
    const pipe: Pipe = { pair, active: true, usedAt: now }
    pair.then(
      ({ pipeConsumer }) => pipeConsumer?.observer.once('close', () => this.#dropPipe(origin.id, to, pipe)),
      () => this.#dropPipe(origin.id, to, pipe),
    )
    return pipe
  }

  #dropPipe(producerId: string, to: Place, pipe: Pipe): void {
    const pipes = this.#pipes.get(producerId)
    if (pipes?.get(to.router.id) === pipe) pipes.delete(to.router.id)
  }

  #setActive(pipe: Pipe, active: boolean): void {
    if (pipe.active === active) return
    pipe.active = active
    // Pausing the consumer end of a pipe pauses its producer end too. Calls reach the worker in the order of these promises.
    void pipe.pair.then(({ pipeConsumer }) => (active ? pipeConsumer?.resume() : pipeConsumer?.pause())).catch(ignore)
  }
}

function loadOf(items: Iterable<{ readonly load: number }>): number {
  let sum = 0
  for (const { load } of items) sum += load
  return sum
}

/** What fails here has ended already, with its worker, router or producer. */
const ignore = () => undefined
