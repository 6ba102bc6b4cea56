import { COMMANDS, DOCUMENT_MAPS, emptyRoomState, foldEntry, type RoomState } from '@lectern/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalJson } from '../../scripts/support/canonicalJson.ts'
import { random } from '../../scripts/support/random.ts'
import type { CommandClient } from './support/CommandClient.ts'
import type { StockClient } from './support/StockClient.ts'
import { TestEngine } from './support/TestEngine.ts'

const ALL_MAPS = Object.values(DOCUMENT_MAPS).flat()

let engine: TestEngine

beforeEach(async () => {
  engine = await TestEngine.start()
})
afterEach(() => engine.stop())

interface Folded {
  state: RoomState
  documents: Map<string, Y.Doc>
}

const emptyFold = (): Folded => ({ state: emptyRoomState(), documents: new Map() })

function docOf({ documents }: Folded, name: string): Y.Doc {
  const doc = documents.get(name) ?? new Y.Doc()
  documents.set(name, doc)
  // A root type has no kind of its own in the log; who reads it says what it is.
  for (const root of ALL_MAPS) doc.getMap(root)
  doc.getText('text')
  return doc
}

/** Everything that can be seen of a room, as text. */
function pictureOf({ state, documents }: Folded): string {
  const docs = [...documents].map(([name, doc]) => [
    name,
    ALL_MAPS.map((root) => doc.getMap(root).toJSON()),
    doc.getText('text').toDelta(),
  ])
  const plain = JSON.parse(
    JSON.stringify(state, (_key, value: unknown) =>
      value instanceof Map ? [...value].sort() : value instanceof Set ? [...value].sort() : value,
    ),
  ) as unknown
  return canonicalJson([docs.sort(), plain])
}

async function foldFromStart(room: string): Promise<Folded> {
  const folded = emptyFold()
  for await (const entry of engine.engine.log.read(room, { from: 1 })) {
    foldEntry(folded.state, entry, (name, update) => Y.applyUpdate(docOf(folded, name), update))
  }
  return folded
}

function liveRoom(room: string): Folded {
  const live = engine.engine.registry.get(room)!
  const folded: Folded = { state: live.state, documents: new Map() }
  for (const { name, doc } of live.documents()) {
    if (doc.store.clients.size === 0) continue
    const copy = docOf(folded, name)
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  }
  return folded
}

/** Between steps, as everybody outside sees the room; answers with the log's picture and the live one of the same moment. */
async function bothPictures(room: string): Promise<[string, string]> {
  // What follows the step in the same turn of the event loop is between two steps.
  const live = await engine.engine.registry
    .get(room)!
    .step(() => undefined)
    .then(() => pictureOf(liveRoom(room)))
  return [pictureOf(await foldFromStart(room)), live]
}

test.each([1, 2, 3])(
  '[LG8] the fold of the log equals the live room, at random moments of random traffic (seed %i)',
  async (seed) => {
    const { below, pick, next } = random(seed)
    const room = `room-${seed}`
    const id = () => `id-${String(below(30)).padStart(6, '0')}`
    const teacher = await engine.joined({ room, sub: 'ada', role: 'instructor', guestPolicy: 'ask' })
    await teacher.do(COMMANDS.setGrantForAll, { grant: 'draw', on: true })
    const students: CommandClient[] = []
    const boards: StockClient[] = []
    const notes: StockClient[] = []
    for (const sub of ['sam', 'kim', 'lee']) {
      students.push(await engine.joined({ room, sub }))
      boards.push(await engine.synced('board/1', { room, sub }))
      notes.push(await engine.synced('notes', { room, sub }))
    }
    const visitor = await engine.commands({ room, sub: 'vic', guest: true })
    await visitor.connected()
    await visitor.join()

    const calls: (() => Promise<unknown>)[] = []
    const say = (client: CommandClient, event: string, payload: unknown) =>
      calls.push(() => client.call(event, payload))
    const deeds: (() => void)[] = [
      () => pick(boards).records.set(`shape:${below(20)}`, { x: next(), text: 'a\u{1F600}b' }),
      () => pick(boards).records.delete(`shape:${below(20)}`),
      () => {
        const text = pick(notes).doc.getText('text')
        if (below(3) > 0 || text.length < 4) text.insert(below(text.length + 1), pick(['cell', '😀', ' wall ']))
        else if (below(2) > 0) text.delete(below(text.length - 2), 2)
        else text.format(below(text.length - 2), 2, { bold: pick([true, null]) })
      },
      () => say(pick(students), 'chat:send', { id: id(), text: 'What is a cell?' }),
      () => say(pick(students), 'chat:edit', { id: id(), text: 'What is a wall?' }),
      () => say(teacher, 'chat:delete', { id: id() }),
      () => say(pick(students), 'chat:react', { id: id(), kind: pick(['clap', 'heart']), on: below(3) > 0 }),
      () => say(pick(students), 'chat:private', { id: id(), to: pick(['ada', 'sam', 'kim']), text: 'psst' }),
      () => say(pick(students), 'hand:raise', { raised: below(2) > 0 }),
      () => say(teacher, 'hand:lower-all', {}),
      () => say(pick(students), 'reaction:send', { kind: 'clap' }),
      () =>
        say(teacher, 'poll:open', {
          id: id(),
          question: 'Which?',
          kind: 'single',
          options: ['a', 'b'],
          anonymous: below(2) > 0,
        }),
      () => say(pick(students), 'poll:vote', { id: id(), options: [below(2)] }),
      () => say(teacher, 'poll:close', { id: id() }),
      () => say(teacher, 'timer:set', pick([{ do: 'start', durationMs: 60_000 }, { do: 'pause' }, { do: 'stop' }])),
      () => say(teacher, 'page:add', {}),
      () => say(teacher, 'page:set', { page: pick(['1', '2']) }),
      () => say(teacher, 'locks:set', { locks: { hands: below(2) > 0 } }),
      () => say(teacher, 'people:role', { userId: pick(['sam', 'kim']), role: pick(['student', 'assistant']) }),
      () => say(teacher, 'lobby:admit', { userId: 'vic' }),
      () => say(pick(students), 'class:leave', {}),
      () => say(pick(students), 'class:join', {}),
    ]
    let compared = 0
    for (let turn = 0; turn < 220; turn += 1) {
      pick(deeds)()
      if (below(4) === 0) await Promise.all(calls.splice(0).map((call) => call()))
      if (below(12) > 0) continue
      const [folded, live] = await bothPictures(room)
      expect(folded).toBe(live)
      compared += 1
    }
    await Promise.all(calls.splice(0).map((call) => call()))
    expect(compared).toBeGreaterThan(5)

    const [folded, live] = await bothPictures(room)
    expect(folded).toBe(live)
    // And what a restart makes of snapshot and tail is the same again.
    await engine.restart()
    await engine.raw('stage', { room, sub: 'ada', role: 'instructor' }).then((client) => client.sync())
    const [again, restarted] = await bothPictures(room)
    expect(restarted).toBe(again)
  },
)
