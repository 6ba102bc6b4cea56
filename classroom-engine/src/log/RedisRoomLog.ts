import { randomUUID } from 'node:crypto'
import {
  decodeEntry,
  decodeSnapshot,
  type Entry,
  encodeEntry,
  encodeSnapshot,
  LecternError,
  type RoomSnapshot,
} from '@lectern/protocol'
import { keysOfRoom, ROOMS_KEY } from '../redis/keysOfRoom.ts'
import type { RedisClock } from '../redis/RedisClock.ts'
import type { RedisConnection } from '../redis/RedisConnection.ts'
import type { RedisCommand } from '../redis/RedisScript.ts'
import { withChecksum, withoutChecksum } from './checksummed.ts'
import { APPEND, PUT_SNAPSHOT, SET_ASIDE } from './RedisLogScripts.ts'
import {
  type Appended,
  DamagedEntryError,
  type LogPosition,
  LostEntriesError,
  type ReadRange,
  type Refused,
  type RoomBatch,
  type RoomInfo,
  type RoomLog,
} from './RoomLog.ts'
import { Subscriptions } from './Subscriptions.ts'

/** What one room has in a batch. */
interface Part {
  room: string
  after: LogPosition
  epoch: number | undefined
  items: RoomBatch[]
  restore: RoomSnapshot | undefined
}

interface Head extends RoomInfo {
  batch: string
}

type Status = 'DONE' | 'SEALED' | 'FENCED' | 'LOST' | 'MOVED'

const HEAD_FIELDS = ['seq', 't', 'sealed', 'snapshotSeq', 'firstSeq', 'batch']
/** Entries that are read in one go: Redis serves nobody else meanwhile. */
const READ_CHUNK = 256
const ROOMS_CHUNK = 256
/** How long a subscriber waits at most for what another process appended, ms. What this one appends it hears at once. */
const LOOK_MS = 1000

/**
 * The room log as Redis Streams, shared by several engines. As durable as Redis is told to be: an append answers when Redis does,
 * which is after the fsync with `appendfsync always` alone. Safe against a former leader by epochs, against repeats by batch ids,
 * and against the loss of Redis' data by `after`.
 */
export class RedisRoomLog implements RoomLog {
  readonly #redis: RedisConnection
  readonly #clock: RedisClock
  readonly #subscriptions = new Subscriptions((room, from) => this.read(room, { from }))
  readonly #looking: NodeJS.Timeout
  /** Appends run one after the other, so that they keep their order. */
  #lastAppend: Promise<unknown> = Promise.resolve()
  /** The batch that was tried last: tried again, it has the same id. */
  #tried: { batch: readonly RoomBatch[]; id: string } | undefined

  constructor(redis: RedisConnection, clock: RedisClock) {
    this.#redis = redis
    this.#clock = clock
    this.#looking = setInterval(() => void this.#look().catch(() => undefined), LOOK_MS).unref()
  }

  now(): number {
    return this.#clock.now()
  }

  append(batch: readonly RoomBatch[]): Promise<(Appended | Refused)[]> {
    const result = this.#lastAppend.then(() => this.#append(batch))
    this.#lastAppend = result.catch(() => undefined)
    return result
  }

  async *read(room: string, { from, to = Number.POSITIVE_INFINITY }: ReadRange): AsyncIterable<Entry> {
    const { seq, firstSeq = 1 } = await this.info(room)
    const last = Math.min(to, seq)
    for (let next = from; next <= last; next += READ_CHUNK) {
      yield* await this.#readChunk(room, next, Math.min(next + READ_CHUNK - 1, last), firstSeq)
    }
  }

  subscribe(room: string, from: number, listener: (entry: Entry) => void): () => void {
    return this.#subscriptions.add(room, from, listener)
  }

  async info(room: string): Promise<RoomInfo> {
    const [head] = await this.#heads([room])
    return infoOf(head!)
  }

  async snapshot(room: string): Promise<RoomSnapshot | undefined> {
    const [row] = (await this.#redis.send([['GET', keysOfRoom(room).snapshot]])) as [Buffer | null]
    const bytes = row && withoutChecksum(row, 0)
    return bytes ? decodeSnapshot(bytes) : undefined
  }

  async putSnapshot(room: string, snapshot: RoomSnapshot): Promise<void> {
    const keys = keysOfRoom(room)
    const row = withChecksum(encodeSnapshot(snapshot), 0)
    await this.#redis.send([PUT_SNAPSHOT.call([keys.head, keys.snapshot], [snapshot.seq, row])])
  }

  async seal(room: string): Promise<void> {
    await this.#redis.send([
      ['SADD', ROOMS_KEY, room],
      ['HSET', keysOfRoom(room).head, 'sealed', '1'],
    ])
  }

  async setAside(room: string, fromSeq: number): Promise<void> {
    const { seq } = await this.info(room)
    const t = await this.#timeOf(room, fromSeq - 1)
    await this.#redis.send([SET_ASIDE.call(allKeys(room), [fromSeq - 1, t, seq])])
  }

  async *rooms(): AsyncIterable<RoomInfo> {
    let cursor = '0'
    do {
      const [reply] = await this.#redis.send([['SSCAN', ROOMS_KEY, cursor, 'COUNT', String(ROOMS_CHUNK)]])
      const [next, names] = reply as [Buffer, Buffer[]]
      for (const head of await this.#heads(names.map(String))) yield infoOf(head)
      cursor = String(next)
    } while (cursor !== '0')
  }

  async close(): Promise<void> {
    clearInterval(this.#looking)
    this.#subscriptions.close()
    await this.#lastAppend
  }

  async #append(batch: readonly RoomBatch[]): Promise<(Appended | Refused)[]> {
    const id = this.#tried?.batch === batch ? this.#tried.id : randomUUID()
    this.#tried = { batch, id }
    const parts = await this.#partsOf(batch, id)
    const answers = new Map<RoomBatch, Appended | Refused>()
    const replies = await this.#redis.send([...newRooms(parts), ...parts.map((part) => appendCommand(part, id))])
    for (const [index, reply] of replies.slice(-parts.length).entries()) {
      const part = parts[index]!
      const [status, seq, t] = (reply as Buffer[]).map(String) as [Status, string, string]
      if (status === 'DONE') this.#appended(part, Number(seq), Number(t), answers)
      else for (const item of part.items) answers.set(item, refusal(item, status))
    }
    this.#tried = undefined
    return batch.map((item) => answers.get(item)!)
  }

  /** Groups a batch by room. Where a room's last entry is not given, it is looked up. */
  async #partsOf(batch: readonly RoomBatch[], id: string): Promise<Part[]> {
    const parts = new Map<string, Part>()
    const unknown = [...new Set(batch.filter(({ after }) => !after).map(({ room }) => room))]
    for (const head of await this.#heads(unknown)) {
      if (head.sealed && head.batch !== id) throw new LecternError('CLASS_ENDED')
      parts.set(head.room, { room: head.room, after: head, epoch: undefined, items: [], restore: undefined })
    }
    for (const item of batch) {
      const { room, after = { seq: 0, t: 0 }, epoch, restore } = item
      const part = parts.get(room) ?? { room, after, epoch, items: [], restore }
      part.items.push(item)
      parts.set(room, part)
    }
    return [...parts.values()]
  }

  #appended({ room, items }: Part, lastSeq: number, lastT: number, answers: Map<RoomBatch, Appended | Refused>): void {
    let seq = lastSeq + 1 - items.reduce((sum, { entries }) => sum + entries.length, 0)
    for (const item of items) {
      const t = items.length === 1 ? lastT : Math.min(item.t, lastT)
      answers.set(item, { room, seq, t })
      this.#subscriptions.told(room, seq, t, item.entries)
      seq += item.entries.length
    }
  }

  async #readChunk(room: string, from: number, to: number, firstSeq: number): Promise<Iterable<Entry>> {
    const [reply] = await this.#redis.send([['XRANGE', keysOfRoom(room).entries, `${from}-0`, `${to}-0`]])
    return entriesOf(room, reply as [id: Buffer, fields: Buffer[]][], { from, to, firstSeq })
  }

  async #heads(rooms: string[]): Promise<Head[]> {
    if (rooms.length === 0) return []
    const replies = await this.#redis.send(rooms.map((room) => ['HMGET', keysOfRoom(room).head, ...HEAD_FIELDS]))
    return replies.map((reply, index) => headOf(rooms[index]!, reply as (Buffer | null)[]))
  }

  async #timeOf(room: string, seq: number): Promise<number> {
    if (seq < 1) return 0
    for await (const { t } of this.read(room, { from: seq, to: seq })) return t
    return 0
  }

  /** Whether other processes appended to what is subscribed to here. */
  async #look(): Promise<void> {
    for (const { room, seq } of await this.#heads(this.#subscriptions.rooms())) this.#subscriptions.reached(room, seq)
  }
}

const allKeys = (room: string): string[] => {
  const { head, entries, snapshot, aside } = keysOfRoom(room)
  return [head, entries, snapshot, aside]
}

/** Rooms are listed before they have anything: a list that names too many does no harm. */
function newRooms(parts: Part[]): RedisCommand[] {
  const names = parts.filter(({ after, restore }) => after.seq === 0 || restore).map(({ room }) => room)
  return names.length > 0 ? [['SADD', ROOMS_KEY, ...names]] : []
}

function appendCommand({ room, after, epoch, items, restore }: Part, id: string): RedisCommand {
  let { seq, t } = after
  const rows = items.flatMap((item) => {
    t = Math.max(t, item.t)
    return item.entries.map((entry) => {
      seq += 1
      return withChecksum(encodeEntry(entry, t), seq)
    })
  })
  const snapshot = restore ? withChecksum(encodeSnapshot(restore), 0) : ''
  return APPEND.call(allKeys(room), [id, epoch ?? '', after.seq, seq, t, snapshot, ...rows])
}

function refusal({ room, after }: RoomBatch, status: Status): Refused {
  if (!after) throw new Error(`another process appended to room ${room} at the same moment`)
  return { room, refused: status === 'LOST' ? 'LOST' : 'FENCED' }
}

function headOf(room: string, fields: (Buffer | null)[]): Head {
  const [seq, t, sealed, snapshotSeq, firstSeq, batch] = fields.map((each) => (each ? String(each) : ''))
  return {
    room,
    seq: Number(seq),
    t: Number(t),
    sealed: sealed === '1',
    snapshotSeq: Number(snapshotSeq),
    batch: batch!,
    ...(Number(firstSeq) > 1 && { firstSeq: Number(firstSeq) }),
  }
}

function infoOf({ batch: _, ...info }: Head): RoomInfo {
  return info
}

function* entriesOf(
  room: string,
  rows: [id: Buffer, fields: Buffer[]][],
  { from, to, firstSeq }: { from: number; to: number; firstSeq: number },
): Generator<Entry> {
  for (let seq = from; seq <= to; seq += 1) {
    const [id, fields] = rows[seq - from] ?? []
    const isThere = id !== undefined && Number.parseInt(String(id), 10) === seq
    if (!isThere && seq < firstSeq) throw new LostEntriesError(room, seq, firstSeq)
    const bytes = isThere && fields ? withoutChecksum(fields[1]!, seq) : undefined
    if (!bytes) throw new DamagedEntryError(room, seq)
    yield decode(room, seq, bytes)
  }
}

function decode(room: string, seq: number, bytes: Buffer): Entry {
  try {
    return decodeEntry(seq, bytes)
  } catch (error) {
    throw new DamagedEntryError(room, seq, error)
  }
}
