import { COMMANDS, type InputOf, type JoinClaims, LecternError, type Request } from '@lectern/protocol'
import * as Y from 'yjs'
import { random } from '../../../scripts/support/random.ts'
import { CommandClient } from './CommandClient.ts'
import { mintToken } from './mintToken.ts'
import { RawClient } from './RawClient.ts'

/** An instructor and a student who do what classes do, with recording on from the first moment. */
export class RecordedClass {
  readonly ada: CommandClient
  readonly sam: CommandClient
  readonly #board: RawClient
  readonly #notes: RawClient
  readonly #copies: Map<RawClient, Y.Doc>

  private constructor(ada: CommandClient, sam: CommandClient, board: RawClient, notes: RawClient) {
    this.ada = ada
    this.sam = sam
    this.#board = board
    this.#notes = notes
    this.#copies = new Map([board, notes].map((client) => [client, copyOf(client.doc)]))
  }

  static async open(port: number, room: string, claims: Partial<JoinClaims> = {}): Promise<RecordedClass> {
    const recording = { policy: 'everyone', auto: true } as const
    const ofAda = { room, sub: 'ada', role: 'instructor', recording, ...claims } as const
    const join = async (person: Partial<JoinClaims>) => {
      const client = new CommandClient(`http://127.0.0.1:${port}`, { token: await mintToken(person) })
      await client.connected()
      await client.join()
      return client
    }
    const at = async (document: string) =>
      new RawClient(`ws://127.0.0.1:${port}/sync/${room}/${document}?token=${await mintToken(ofAda)}`).sync()
    const ada = await join(ofAda)
    return new RecordedClass(ada, await join({ room, sub: 'sam' }), await at('board/1'), await at('notes'))
  }

  /** So many things happen, one after the other; answers when all of them are durable. */
  async teach(seed: number, steps: number): Promise<void> {
    const { below, pick } = random(seed)
    const id = () => `item-${seed}-${below(20).toString().padStart(3, '0')}`
    for (let n = 0; n < steps; n += 1) {
      const who = pick([this.ada, this.sam])
      await pick([
        () => this.#draw(`shape:${below(30)}`, below(1000)),
        () => this.#erase(`shape:${below(30)}`),
        () => this.#write(pick(['Cells ', 'divide. ']), below(50)),
        () => tell(who, COMMANDS.sendChat, { id: id(), text: `Line ${n} of ${seed}` }),
        () => tell(who, COMMANDS.editChat, { id: id(), text: `Changed ${n}` }),
        () => tell(who, COMMANDS.deleteChat, { id: id() }),
        () => tell(who, COMMANDS.reactToChat, { id: id(), kind: 'heart', on: true }),
        () => tell(who, COMMANDS.raiseHand, { raised: n % 2 === 0 }),
        () => tell(who, COMMANDS.react, { kind: 'clap' }),
        () => tell(this.ada, COMMANDS.addPage, { title: `Page ${n}` }),
        () => tell(this.ada, COMMANDS.addChapter, { id: id(), title: `Chapter ${n}` }),
        () => tell(this.ada, COMMANDS.openPoll, { id: id(), question: 'Which?', kind: 'single', options: ['a', 'b'] }),
        () => tell(who, COMMANDS.vote, { id: id(), options: [below(2)] }),
        () => tell(this.sam, COMMANDS.refuseRecording, { refuse: n % 2 === 0 }),
      ])()
    }
  }

  close(): void {
    for (const client of [this.ada, this.sam, this.#board, this.#notes]) client.close()
  }

  #draw(id: string, x: number): Promise<void> {
    return this.#edit(this.#board, (doc) => doc.getMap('records').set(id, { id, x }))
  }

  async #erase(id: string): Promise<void> {
    if (!this.#board.doc.getMap('records').has(id)) return
    await this.#edit(this.#board, (doc) => doc.getMap('records').delete(id))
  }

  #write(text: string, at: number): Promise<void> {
    return this.#edit(this.#notes, (doc) => {
      const notes = doc.getText('text')
      notes.insert(Math.min(at, notes.length), text)
      if (notes.length > 60) notes.delete(at % 40, 10)
    })
  }

  /** Its echo says that it is durable. */
  async #edit(client: RawClient, change: (doc: Y.Doc) => void): Promise<void> {
    const before = client.updates.length
    client.edit(change, this.#copies.get(client))
    await client.until(() => client.updates.length > before)
  }
}

/** What cannot be done now is not. */
async function tell<R extends Request>(client: CommandClient, request: R, input: InputOf<R>): Promise<void> {
  const ack = await client.call(request.name, input)
  if (!ack.ok && !['NOT_FOUND', 'CONFLICT', 'NOT_ALLOWED', 'RATE_LIMITED'].includes(ack.error.code)) {
    throw new LecternError(ack.error.code, `${request.name}: ${ack.error.message}`)
  }
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}
