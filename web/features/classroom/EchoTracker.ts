import * as Y from 'yjs'

interface Range {
  clock: number
  length: number
}
type Ranges = Map<number, Range[]>

interface Edit {
  /** This browser's clock when it was made, epoch ms. */
  at: number
  /** Our clock after the edit; durable once the server tells of a clock at least as high. */
  clock: number
  /** What the edit deleted and the server has not told back. */
  deletes: Ranges
}

/**
 * Knows which local edits of one Y.Doc are not durable yet. The server tells of nothing before it is durable, so what comes back
 * (our own edits included) is the acknowledgement: insertions by our clock, deletions by containment in its delete sets. Rule [SY4].
 */
export class EchoTracker {
  readonly #clientId: number
  #durableClock = 0
  #edits: Edit[] = []

  constructor(clientId: number) {
    this.#clientId = clientId
  }

  /** Local edits that are not known to be durable. */
  get unsaved(): number {
    return this.#edits.length
  }

  /** When the oldest edit was made that is not known to be durable, epoch ms. */
  get waitingSince(): number | undefined {
    return this.#edits[0]?.at
  }

  /** An update that this client made. */
  handleLocalUpdate(update: Uint8Array): void {
    const { structs, ds } = Y.decodeUpdate(update)
    const own = structs.filter((struct) => struct.id.client === this.#clientId)
    const clock = own.reduce((max, struct) => Math.max(max, struct.id.clock + struct.length), 0)
    this.#edits.push({ at: Date.now(), clock, deletes: rangesOf(ds) })
    this.#settle()
  }

  /** The server's state vector (sync step 1). */
  handleServerStateVector(stateVector: Uint8Array): void {
    if (this.#edits.length === 0) return
    this.#raise(Y.decodeStateVector(stateVector).get(this.#clientId) ?? 0)
    this.#settle()
  }

  /** An update of the server (sync step 2 or an update), which may hold edits of anybody. */
  handleServerUpdate(update: Uint8Array): void {
    // Decoding costs as much as applying; without anything to wait for nobody needs it.
    if (this.#edits.length === 0) return
    const { structs, ds } = Y.decodeUpdate(update)
    for (const { id, length } of structs) {
      if (id.client === this.#clientId && id.clock <= this.#durableClock) this.#raise(id.clock + length)
    }
    const told = rangesOf(ds)
    for (const edit of this.#edits) subtract(edit.deletes, told)
    this.#settle()
  }

  #raise(clock: number): void {
    this.#durableClock = Math.max(this.#durableClock, clock)
  }

  #settle(): void {
    this.#edits = this.#edits.filter((edit) => edit.clock > this.#durableClock || edit.deletes.size > 0)
  }
}

function rangesOf(deleteSet: ReturnType<typeof Y.decodeUpdate>['ds']): Ranges {
  const ranges: Ranges = new Map()
  deleteSet.clients.forEach((items, client) => {
    ranges.set(
      client,
      items.map(({ clock, len }) => ({ clock, length: len })),
    )
  })
  return ranges
}

/** Takes from `ranges` what `told` covers. */
function subtract(ranges: Ranges, told: Ranges): void {
  for (const [client, own] of ranges) {
    const left = (told.get(client) ?? []).reduce((rest, cut) => rest.flatMap((range) => without(range, cut)), own)
    if (left.length === 0) ranges.delete(client)
    else ranges.set(client, left)
  }
}

function without(range: Range, cut: Range): Range[] {
  const end = range.clock + range.length
  const cutEnd = cut.clock + cut.length
  if (cutEnd <= range.clock || cut.clock >= end) return [range]
  const before = { clock: range.clock, length: cut.clock - range.clock }
  const after = { clock: cutEnd, length: end - cutEnd }
  return [before, after].filter(({ length }) => length > 0)
}
