import { DOCUMENT_MAPS, emptyRoomState, foldEntry, LecternError, type RoomState } from '@lectern/protocol'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalJson } from '../../../scripts/support/canonicalJson.ts'
import { random } from '../../../scripts/support/random.ts'
import { classHandlers } from '../../src/commands/classHandlers.ts'
import type { Classroom } from '../../src/room/Classroom.ts'
import { TestClass, type TestPerson } from './TestClass.ts'

const handlers = classHandlers({ voteSecret: 'secret' })
const MAPS: Record<string, readonly string[]> = {
  stage: DOCUMENT_MAPS.stage,
  'chat/0': DOCUMENT_MAPS.chat,
}

type Pick = <T>(values: readonly T[]) => T

/** Commands as a busy class sends them; some cannot be done when they come, which is fine. */
function anyCommand(pick: Pick): [name: keyof typeof handlers, input: object] {
  const userId = pick(['ada', 'tim', 'sam', 'kim'])
  const id = `item-000${pick([1, 2, 3, 4])}`
  const page = pick(['1', '2', '3', '4'])
  const on = pick([true, false])
  const grant = pick(['draw', 'present', 'speak'])
  const kind = pick(['single', 'multiple', 'text'])
  const poll = { id, question: 'Which?', kind, options: ['a', 'b'], anonymous: on, results: pick(['live', 'end']) }
  return pick<[keyof typeof handlers, object]>([
    ['sendChat', { id, text: 'Hello', replyTo: pick([null, 'item-0001']) }],
    ['editChat', { id, text: pick(['Bye', 'Hello']) }],
    ['deleteChat', { id }],
    ['reactToChat', { id, kind: 'heart', on }],
    ['sendPrivate', { id, to: userId, text: 'Psst' }],
    ['raiseHand', { raised: on }],
    ['lowerHand', { userId }],
    ['lowerAllHands', {}],
    ['react', { kind: pick(['clap', 'heart']) }],
    ['openPoll', poll],
    ['vote', { id, options: [pick([0, 1])], text: 'because' }],
    ['vote', { id, options: [0], text: 'since' }],
    ['closePoll', { id }],
    ['deletePoll', { id }],
    ['setTimer', pick([{ do: 'start', durationMs: 5000 }, { do: 'pause' }, { do: 'resume' }, { do: 'stop' }])],
    ['setLayout', { layout: pick(['grid', 'board']), forAll: on }],
    ['spotlight', { userId: pick([null, userId]) }],
    ['setPage', { page }],
    ['addPage', { show: on }],
    ['renamePage', { page, title: 'Cells' }],
    ['removePage', { page }],
    ['setGrant', { userId, grant, on }],
    ['setGrantForAll', { grant, on }],
    ['setRole', { userId, role: pick(['student', 'assistant']) }],
    ['mute', { userId, lock: on }],
    ['muteAll', { lock: false }],
    ['unlockMicrophone', { userId }],
    ['setLocks', { locks: { [pick(['chat', 'hands'])]: on } }],
    ['setGuestPolicy', { policy: pick(['open', 'ask']) }],
    ['setRecording', { on }],
    ['refuseRecording', { refuse: on }],
    ['addChapter', { id, title: 'Cells' }],
  ])
}

async function doIt(person: TestPerson, [name, input]: ReturnType<typeof anyCommand>): Promise<void> {
  try {
    await person.do(handlers[name] as never, input as never)
  } catch (error) {
    if (!(error instanceof LecternError)) throw error
  }
}

function told(documentOf: (name: string) => Y.Doc, state: RoomState): string {
  const documents = Object.entries(MAPS).map(([name, maps]) => maps.map((map) => documentOf(name).getMap(map).toJSON()))
  const { votes, privateMessages, privateCount, roles, refusals = [], recording, chapters = [] } = state
  return canonicalJson([
    documents,
    [...votes].map(([id, all]) => [id, [...all]]),
    [...privateMessages],
    privateCount,
    [...roles],
    [...refusals],
    recording ?? null,
    [...chapters],
  ])
}

const live = (room: Classroom) => told((name) => room.document(name).doc, room.state)

test.each([1, 2, 3])(
  '[LG8] the log folds to the live state at every moment of a class of commands, seed %i',
  async (seed) => {
    const room = new TestClass()
    const people = [await room.join('ada', 'instructor'), await room.join('tim', 'assistant')]
    people.push(await room.join('sam'), await room.join('kim'))
    const { pick } = random(seed)
    const moments: string[] = []
    for (let n = 0; n < 200; n += 1) {
      await doIt(pick(people), anyCommand(pick))
      const { seq, seen } = await room.between(() => live(room.room))
      moments[seq] = seen
    }

    const documents = new Map<string, Y.Doc>()
    const documentOf = (name: string) => documents.get(name) ?? documents.set(name, new Y.Doc()).get(name)!
    const state = emptyRoomState()
    for (const entry of await room.entries()) {
      foldEntry(state, entry, (name, update) => Y.applyUpdate(documentOf(name), update))
      const moment = moments[entry.seq]
      if (moment) expect(told(documentOf, state)).toBe(moment)
    }
    expect(moments.filter(Boolean).length).toBeGreaterThan(50)
  },
)
