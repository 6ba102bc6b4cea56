import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Room } from './Room.ts'
import type { Sfu } from './Sfu.ts'
import { watchLinks } from './watchLinks.ts'

/** Prometheus metrics of one node; counts of things are taken when they are asked for. */
export class SfuMetrics {
  readonly #registry = new Registry()
  readonly #calls: Counter<'method' | 'code'>
  readonly #seconds: Histogram<'method'>

  constructor(sfu: Sfu, engines: () => number) {
    const registers = [this.#registry]
    collectDefaultMetrics({ register: this.#registry, prefix: 'lectern_sfu_' })
    this.#calls = new Counter({
      name: 'lectern_sfu_requests_total',
      help: 'Requests of engines by method and result code.',
      labelNames: ['method', 'code'],
      registers,
    })
    this.#seconds = new Histogram({
      name: 'lectern_sfu_request_seconds',
      help: 'Time to answer a request.',
      labelNames: ['method'],
      buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
      registers,
    })
    const deaths = new Counter({ name: 'lectern_sfu_worker_deaths_total', help: 'Media workers that died.', registers })
    sfu.pool.on('died', () => deaths.inc())
    watchLinks(sfu.pool, this.#registry)
    this.#gauge('workers', 'Media workers that live.', () => sfu.pool.workers.length)
    this.#gauge('engines', 'Engines with a session.', engines)
    this.#gauge('rooms', 'Rooms with media.', () => sum(sfu, () => 1))
    this.#gauge('routers', 'Routers.', () => sum(sfu, (room) => room.routerCount))
    this.#gauge('pipes', 'Producers piped to another router.', () => sum(sfu, (room) => room.pipeCount))
    this.#gauge('peers', 'Connections of people.', () => sum(sfu, (room) => room.peerCount))
    this.#gauge('transports', 'WebRTC transports.', () => sum(sfu, (room) => 2 * room.peerCount))
    this.#gauge('producers', 'Tracks that are sent to this node.', () => sum(sfu, (room) => room.producerCount))
    consumersGauge(sfu, this.#registry)
    recorderMetrics(sfu, this.#registry)
    workerCpu(sfu, this.#registry)
    workerLoad(sfu, this.#registry)
  }

  called(method: string, code: string, ms: number): void {
    this.#calls.inc({ method, code })
    this.#seconds.observe({ method }, ms / 1000)
  }

  async render(): Promise<{ type: string; text: string }> {
    return { type: this.#registry.contentType, text: await this.#registry.metrics() }
  }

  #gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name: `lectern_sfu_${name}`,
      help,
      registers: [this.#registry],
      collect() {
        this.set(value())
      },
    })
  }
}

const RECORDED = {
  tracks: ['gauge', 'Tracks that are recorded now.'],
  segments: ['counter', 'Segments that are stored.'],
  bytes: ['counter', 'Bytes of segments that are stored.'],
  droppedPictures: ['counter', 'Pictures left out of recordings, for something of them was missing.'],
  lostPackets: ['counter', 'Packets of recorded tracks that never came.'],
  droppedSegments: ['counter', 'Segments given up, for the store did not take them in time.'],
  deaths: ['counter', 'Recorders that died and were replaced.'],
  cpuSeconds: ['counter', 'Processor time of recorders.'],
} as const

function recorderMetrics(sfu: Sfu, registry: Registry): void {
  const registers = [registry]
  for (const [field, [kind, help]] of Object.entries(RECORDED)) {
    const collect = () => sfu.recorder.soFar[field as keyof typeof RECORDED]
    const words = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    if (kind === 'gauge') gaugeOf(`lectern_recorder_${words}`, help, registers, collect)
    else counterOf(`lectern_recorder_${words}_total`, help, registers, collect)
  }
  const works = () => Number(sfu.recorder.soFar.storeWorks)
  gaugeOf('lectern_recorder_store_works', '1 while the store takes what is recorded, else 0.', registers, works)
}

function gaugeOf(name: string, help: string, registers: Registry[], value: () => number): void {
  new Gauge({
    name,
    help,
    registers,
    collect() {
      this.set(value())
    },
  })
}

/** Of what is counted elsewhere. */
function counterOf(name: string, help: string, registers: Registry[], value: () => number): void {
  new Counter({
    name,
    help,
    registers,
    collect() {
      this.reset()
      this.inc(value())
    },
  })
}

function workerLoad(sfu: Sfu, registry: Registry): void {
  new Gauge({
    name: 'lectern_sfu_worker_load',
    help: 'Tracks that each media worker hands on, or expects to: what placement goes by.',
    labelNames: ['worker'],
    registers: [registry],
    collect() {
      for (const { index, tenants } of sfu.pool.workers) {
        const load = [...tenants].reduce((total, tenant) => total + tenant.load, 0)
        this.set({ worker: String(index) }, load)
      }
    },
  })
}

function sum(sfu: Sfu, value: (room: Room) => number): number {
  let total = 0
  for (const room of sfu.rooms) total += value(room)
  return total
}

function consumersGauge(sfu: Sfu, registry: Registry): void {
  new Gauge({
    name: 'lectern_sfu_consumers',
    help: 'Tracks that people receive; a resting one costs nothing until it is wanted.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const count = { active: 0, resting: 0 }
      for (const room of sfu.rooms) {
        for (const peer of room.peers) for (const { active } of peer.consumers) count[active ? 'active' : 'resting']++
      }
      this.set({ state: 'active' }, count.active)
      this.set({ state: 'resting' }, count.resting)
    },
  })
}

function workerCpu(sfu: Sfu, registry: Registry): void {
  new Gauge({
    name: 'lectern_sfu_worker_cpu_seconds',
    help: 'Processor time used by each media worker since it started.',
    labelNames: ['worker'],
    registers: [registry],
    async collect() {
      const used = sfu.pool.workers.map(async ({ index, worker }) => {
        const { ru_utime, ru_stime } = await worker.getResourceUsage()
        return { worker: String(index), seconds: (ru_utime + ru_stime) / 1000 }
      })
      // A worker that dies while it is asked is left out.
      for (const result of await Promise.allSettled(used)) {
        if (result.status === 'fulfilled') this.set({ worker: result.value.worker }, result.value.seconds)
      }
    },
  })
}
