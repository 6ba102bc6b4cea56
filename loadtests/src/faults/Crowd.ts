import { FIRST_BOARD, FIRST_CHAT, NOTES, STAGE, syncPath } from '@lectern/protocol'
import * as Y from 'yjs'
import { within } from '../../../classroom-engine/src/redis/within.ts'
import { canonicalJson } from '../../../scripts/support/canonicalJson.ts'
import { mintToken } from '../../../scripts/token/mintToken.ts'
import { ClassroomClient } from '../../../web/features/classroom/ClassroomClient.ts'
import type { Deployment } from './Deployment.ts'
import { FoldedLog, seenIn } from './FoldedLog.ts'
import { ReturningDocument, SharedState } from './ReturningDocument.ts'
import { StockDocument } from './StockDocument.ts'

interface Member {
  token: string
  client: ClassroomClient
  documents: Map<string, ReturningDocument>
}

const DOCUMENTS = [STAGE, FIRST_BOARD, FIRST_CHAT, NOTES]
/** One member in so many is looked at whole. */
const LOOKED_AT = 50
const LIMIT_MS = 60_000

/** Many people in one room who do nothing but be there, and one reader who has what all of them have. */
export class Crowd {
  readonly #deployment: Deployment
  readonly #room: string
  readonly #members: readonly Member[]
  readonly #readers: ReadonlyMap<string, StockDocument>

  private constructor(deployment: Deployment, room: string, size: number) {
    this.#deployment = deployment
    this.#room = room
    const { url } = deployment
    this.#members = Array.from({ length: size }, (_, index) => {
      const token = this.#tokenOf(`member-${index}`)
      return { token, client: new ClassroomClient({ engineUrl: url, token }), documents: new Map() }
    })
    const token = this.#tokenOf('reader')
    this.#readers = new Map(
      DOCUMENTS.map((name) => [name, new StockDocument({ url, room, name, token, changed: () => undefined })]),
    )
  }

  /** Answers when everybody is in class. */
  static async come(deployment: Deployment, room: string, size: number): Promise<Crowd> {
    const crowd = new Crowd(deployment, room, size)
    for (const { client } of crowd.#members) client.start()
    await within(LIMIT_MS, crowd.#allJoined(true), 'The crowd, which comes in,')
    return crowd
  }

  /** Answers when the reader has what the log says. Throws what is wrong after a minute. */
  async rest(): Promise<void> {
    const until = Date.now() + LIMIT_MS
    for (;;) {
      const wrong = await this.#againstLog(this.#seenByReader())
      if (wrong.length === 0) return
      if (Date.now() > until) throw new Error(`The reader: ${[...wrong, ...this.#thrownOut()].join(', ')}`)
    }
  }

  /** Answers when nobody is connected any more. */
  async lost(): Promise<void> {
    await within(LIMIT_MS, this.#allJoined(false), 'The crowd, which is cut off,')
  }

  /** Everybody comes back in this moment, with what the reader has. Answers when all are in class and in step. */
  async return(): Promise<void> {
    const states = new Map([...this.#readers].map(([name, { doc }]) => [name, stateOf(doc)]))
    for (const member of this.#members) {
      for (const document of member.documents.values()) document.close()
      member.client.retryNow()
      member.documents = new Map([...states].map(([name, state]) => [name, this.#open(member, name, state)]))
    }
    const synced = this.#members.flatMap(({ documents }) => [...documents.values()].map((each) => each.synced()))
    await within(LIMIT_MS, Promise.all([...synced, this.#allJoined(true)]), 'The crowd, which comes back,')
  }

  /** What members were told that is not what the log says, in words. They may be told of the last changes while this looks. */
  async differences(): Promise<string[]> {
    const lookedAt = this.#members.filter((_, index) => index % LOOKED_AT === 0)
    const until = Date.now() + LIMIT_MS
    for (;;) {
      const seen = lookedAt.map(({ documents }) => seenIn((name) => documents.get(name)!.read()))
      const wrong = (await Promise.all(seen.map((each) => this.#againstLog(each)))).flat()
      if (wrong.length === 0 || Date.now() > until) return wrong
    }
  }

  close(): void {
    for (const { client, documents } of this.#members) {
      client.close()
      for (const document of documents.values()) document.close()
    }
    for (const reader of this.#readers.values()) reader.close()
  }

  #tokenOf(name: string): string {
    return mintToken({ room: this.#room, sub: name, name, role: 'student' }, this.#deployment.secret)
  }

  #open({ token }: Member, name: string, state: SharedState): ReturningDocument {
    const address = this.#deployment.url.replace(/^http/, 'ws') + syncPath(this.#room, name)
    return new ReturningDocument(`${address}?token=${token}`, state)
  }

  #allJoined(joined: boolean): Promise<unknown> {
    return Promise.all(this.#members.map(({ client }) => whenJoined(client, joined)))
  }

  #thrownOut(): string[] {
    return [...this.#readers.values()].flatMap(({ thrownOut }) => thrownOut ?? [])
  }

  #seenByReader() {
    return seenIn((name) => this.#readers.get(name)!.doc)
  }

  #againstLog(seen: ReturnType<typeof seenIn>): Promise<string[]> {
    return this.#deployment.withLog(async (log) => {
      const folded = new FoldedLog([])
      await folded.read(log, this.#room)
      const wanted = folded.view().seen
      folded.destroy()
      const parts = Object.keys(wanted) as (keyof typeof wanted)[]
      const wrong = parts.filter((part) => canonicalJson(seen[part]) !== canonicalJson(wanted[part]))
      return wrong.map((part) => `a member was told of another ${part} than the log has`)
    })
  }
}

function whenJoined(client: ClassroomClient, joined: boolean): Promise<void> {
  return new Promise((resolve) => {
    if (client.joined === joined) return resolve()
    const stop = client.onJoined((now) => {
      if (now !== joined) return
      stop()
      resolve()
    })
  })
}

function stateOf(doc: Y.Doc): SharedState {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return new SharedState(copy)
}
