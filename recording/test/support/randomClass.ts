import { NOTES, NOTES_TEXT, STAGE_CLASS, STAGE_POLLS, type StagePoll } from '@lectern/protocol'
import { type Random, random } from '../../../scripts/support/random.ts'
import { asDocuments } from '../../src/timeline/asDocuments.ts'
import type { TimelineState } from '../../src/timeline/TimelineState.ts'
import { TestClass } from './TestClass.ts'

const STUDENTS = ['sam', 'kim', 'lee', 'max']

/** A class, and what its recording has to show at some moments of it. */
export interface RandomClass {
  room: TestClass
  /** Class time → what is to be shown then. Moments rise. */
  expected: { t: number; state: TimelineState }[]
}

/** A class in which anything happens, recorded now and then; the same seed gives the same. */
export function randomClass(seed: number, steps: number): RandomClass {
  const chance = random(seed)
  let clientId = 1000
  const room = new TestClass(() => clientId++)
  room.join('ada', 'Ada Lovelace', 'instructor')
  for (const id of STUDENTS) room.join(id, `${id} the student`)
  const expected: RandomClass['expected'] = []
  let shown: TimelineState = {}
  room.record(chance.next() < 0.5)
  for (let step = 0; step < steps; step += 1) {
    if (room.isRecording) shown = structuredClone(room.live())
    chance.pick(ACTIONS)(room, chance, step)
    // Several things happen within a millisecond; what is shown of it is the last.
    if (chance.next() < 0.3) continue
    if (room.isRecording) shown = structuredClone(room.live())
    expected.push({ t: room.t, state: asDocuments(shown) })
    room.now += chance.below(3000) + 1
  }
  if (room.isRecording) shown = structuredClone(room.live())
  expected.push({ t: room.t, state: asDocuments(shown) })
  room.end()
  return { room, expected }
}

type Action = (room: TestClass, chance: Random, step: number) => void

const somebody = (chance: Random): string => chance.pick(['ada', ...STUDENTS])

const idOf = (prefix: string, chance: Random): string => `${prefix}-${chance.below(40)}`

const draw: Action = (room, chance) => {
  const points = Array.from({ length: chance.below(30) }, () => ({ x: chance.below(900), y: chance.below(600) }))
  const id = idOf('shape:s', chance)
  room.draw(somebody(chance), chance.pick(room.pages), id, { typeName: 'shape', type: 'draw', props: { points } })
}

const say: Action = (room, chance, step) => {
  const replyTo = chance.next() < 0.3 ? [...room.recordedMessages].at(-1) : undefined
  room.say(somebody(chance), `message-${step}`, `words ${chance.below(1e6)} ✓ 🙂`, replyTo ?? null)
}

const ACTIONS: Action[] = [
  draw,
  draw,
  draw,
  draw,
  (room, chance) => room.erase(somebody(chance), chance.pick(room.pages), idOf('shape:s', chance)),
  say,
  say,
  (room, _chance, step) => {
    const ids = [...room.recordedMessages]
    if (ids.length > 0) room.changeMessage(ids[step % ids.length]!, { text: `edited ${step}`, editedAt: room.now })
  },
  (room, _chance, step) => {
    const ids = [...room.recordedMessages]
    if (ids.length > 0) room.changeMessage(ids[step % ids.length]!, { text: '', deleted: 'staff', reactions: {} })
  },
  (room, chance) => {
    const length = room.document(NOTES).getText(NOTES_TEXT).length
    room.write(somebody(chance), chance.below(length + 1), chance.pick(['a', 'bc ', '\n', 'π', '🙂🙃']))
  },
  (room, chance) => {
    const at = chance.below(room.document(NOTES).getText(NOTES_TEXT).length + 1)
    room.edit(NOTES, somebody(chance), (doc) => {
      const text = doc.getText(NOTES_TEXT)
      text.delete(at, Math.min(4, text.length - at))
    })
  },
  (room, chance) => room.raiseHand(somebody(chance), chance.next() < 0.6),
  (room, _chance, step) => room.setPoll(`poll-${step}`, { question: `Question ${step}`, options: ['a', 'b'] }),
  (room, chance) => {
    const polls = room.stage<StagePoll>(STAGE_POLLS)
    const id = [...polls.keys()].at(-1)
    if (id) room.setPoll(id, { votes: chance.below(9), counts: [chance.below(5), 1], choices: { sam: [1] } })
  },
  (room) => void (room.pages.length < 6 && room.addPage()),
  (room, chance) => void (room.pages.length > 1 && room.removePage(chance.pick(room.pages))),
  (room, chance) => room.setClass('page', chance.pick(room.pages)),
  (room, chance) => room.setClass('timer', chance.next() < 0.5 ? null : { durationMs: 1, endsAt: null, leftMs: 1 }),
  (room, chance) => {
    const userId = somebody(chance)
    room.setMedia(`mic-${userId}`, { userId, source: 'microphone', paused: chance.next() < 0.5 })
  },
  (room, chance) =>
    room.setMedia('screen', chance.next() < 0.5 ? null : { userId: 'ada', source: 'screen', paused: false }),
  (room, _chance, step) =>
    room.peer('sam', { type: 'private', id: `private-${step}`, n: step, to: 'kim', text: 'secret' }),
  (room, chance) => {
    if (chance.next() < 0.3) room.record(!room.isRecording)
  },
  (room, chance) => room.setClass('layout', chance.pick(['board', 'speaker', 'grid'])),
  (room, chance) => {
    const made = room.stage(STAGE_CLASS).get('chatDocuments') as number
    if (chance.next() < 0.05) room.setClass('chatDocuments', made + 1)
  },
]
