import type { ChatMessage } from '@lectern/protocol'
import { describe, expect, test } from 'vitest'
import { checkHistory } from './checkHistory.ts'
import { type Act, type Action, countRecord, type History } from './History.ts'

const message = (n: number, text: string) => ({ n, text }) as ChatMessage
const edit = (clock: number) => ({ client: 7, clock })
const at = <Value>(...values: Value[]) => values.map((value, index) => ({ value, t: 100 + 10 * index }))

/** What Kim did, each thing acknowledged ten ms after it was in the log. */
const ACTS: Act[] = [
  { type: 'draw', record: 'shape:kim-1', edit: edit(2) },
  { type: 'draw', record: 'shape:kim-2', edit: edit(4) },
  { type: 'erase', record: 'shape:kim-1', edit: edit(5) },
  { type: 'write', token: '[kim:4]', edit: edit(7) },
  { type: 'write', token: '[kim:5]', edit: edit(14) },
  { type: 'chat', id: 'chat-6', text: 'kim 6' },
  { type: 'chat', id: 'chat-7', text: 'kim 7' },
  { type: 'private', id: 'note-8', to: 'sam' },
  { type: 'vote', text: 'kim 9' },
  { type: 'vote', text: 'kim 10' },
  { type: 'hand', raised: true },
  { type: 'hand', raised: false },
  { type: 'hand', raised: true },
]

/** A sound history, as a fresh value. */
function sound(): History {
  const seen = () => ({
    board: { 'shape:kim-2': {}, [countRecord('kim')]: { n: 3 } } as Record<string, unknown>,
    notes: '[kim:4][kim:5]',
    chat: { 'chat-6': message(1, 'kim 6'), 'chat-7': message(2, 'kim 7') } as Record<string, ChatMessage>,
    stage: { hands: { kim: {} } as object, polls: { p: { answers: [{ text: 'kim 10', by: 'kim' }] } } } as never,
  })
  return {
    actions: ACTS.map((act, index): Action => ({ person: 'kim', n: index + 1, at: 0, act, ackedAt: 1000 })),
    finals: new Map([
      ['kim', seen()],
      ['sam', seen()],
    ]),
    log: {
      seen: seen(),
      knownFrom: 0,
      board: new Map([[7, at(2, 4, 5)]]),
      notes: new Map([[7, at(7, 14)]]),
      chat: new Map([
        ['chat-6', 100],
        ['chat-7', 110],
      ]),
      privates: new Map([['note-8', at('sam')]]),
      votes: new Map([['kim', at<string | null>('kim 9', 'kim 10')]]),
      hands: new Map([['kim', at(true, false, true)]]),
      counts: new Map([['kim', [1, 2, 3]]]),
    },
  }
}

/** Changes what the log says and what everybody sees in the same way. */
function inAll(history: History, change: (seen: History['log']['seen']) => void): void {
  for (const seen of [history.log.seen, ...history.finals.values()]) change(seen)
}

test('a sound history breaks no rule', () => {
  expect(checkHistory(sound())).toEqual([])
})

test('what was not acknowledged may be there or not', () => {
  const history = sound()
  const late: Act[] = [
    { type: 'draw', record: 'shape:kim-14', edit: edit(9) },
    { type: 'write', token: '[kim:15]', edit: edit(21) },
    { type: 'chat', id: 'chat-16', text: 'kim 16' },
    { type: 'vote', text: 'kim 17' },
    { type: 'hand', raised: false },
  ]
  const actions = late.map((act, index): Action => ({ person: 'kim', n: 14 + index, at: 0, act }))
  expect(checkHistory({ ...history, actions: [...history.actions, ...actions] })).toEqual([])
})

test('what the log lost was in time as far as one can tell, but has to be there', () => {
  const history = sound()
  history.log.knownFrom = 2000
  history.log.board.set(7, [{ value: 5, t: 1900 }])
  expect(checkHistory(history)).toEqual([])
  history.log.privates.clear()
  expect(checkHistory(history)).toEqual([expect.stringContaining('action 8 (private) is not in the log any more')])
})

describe('a broken rule is found', () => {
  test.each<[what: string, breakIt: (history: History) => void, says: string]>([
    ['a client that sees something else', ({ finals }) => (finals.get('sam')!.notes = ''), 'what sam sees of notes'],
    [
      'an edit that the log does not have',
      ({ log }) => log.board.set(7, at(2, 4)),
      'action 3 (erase) was acknowledged (undefined) and is not',
    ],
    [
      'an edit that was healed after its acknowledgement',
      ({ log }) => (log.board.get(7)![1]!.t = 1500),
      'action 2 (draw) was acknowledged 500 ms before',
    ],
    ['notes that were acknowledged too early', ({ log }) => (log.notes.get(7)![1]!.t = 1300), 'action 5 (write)'],
    ['chat that was acknowledged too early', ({ log }) => log.chat.set('chat-7', 2000), 'action 7 (chat)'],
    ['a private message that is lost', ({ log }) => log.privates.clear(), 'action 8 (private)'],
    ['a vote that is lost', ({ log }) => log.votes.set('kim', at<string | null>('kim 10')), 'action 9 (vote)'],
    [
      'a hand that was not up when it was told to be',
      ({ log }) => (log.hands.get('kim')![2]!.t = 1500),
      'action 13 (hand)',
    ],
    [
      'a drawn record that is gone',
      (history) => inAll(history, ({ board }) => delete board['shape:kim-2']),
      'shape:kim-2 is not on the board',
    ],
    [
      'an erased record that is back',
      (history) => inAll(history, ({ board }) => (board['shape:kim-1'] = {})),
      'shape:kim-1 is still on the board',
    ],
    [
      'a board that stands at an older edit',
      (history) => inAll(history, ({ board }) => (board[countRecord('kim')] = { n: 2 })),
      'stands at edit 2, though 3',
    ],
    [
      'a record that is gone for a moment',
      ({ log }) => log.counts.set('kim', [1, undefined, 2, 3]),
      'gone for a moment',
    ],
    ['board edits in another order', ({ log }) => log.counts.set('kim', [1, 3, 2]), 'in another order: 1 3 2'],
    ['a board edit that is there twice', ({ log }) => log.counts.set('kim', [1, 2, 2, 3]), 'in another order: 1 2 2 3'],
    [
      'text that is there twice',
      (history) => inAll(history, (seen) => (seen.notes += '[kim:4]')),
      'action 4 (write) is in the notes 2 times',
    ],
    [
      'text that is lost',
      (history) => inAll(history, (seen) => (seen.notes = '[kim:5]')),
      'action 4 (write) is not in the notes',
    ],
    [
      'text in another order',
      (history) => inAll(history, (seen) => (seen.notes = '[kim:5][kim:4]')),
      'what kim did is in the notes in another order',
    ],
    [
      'a message that is there twice',
      (history) => inAll(history, ({ chat }) => (chat['chat-0'] = message(3, 'kim 6'))),
      'action 6 (chat) is in the chat 2 times',
    ],
    [
      'a message that is lost',
      (history) => inAll(history, ({ chat }) => delete chat['chat-6']),
      'action 6 (chat) is not in the chat',
    ],
    [
      'messages in another order',
      (history) => inAll(history, ({ chat }) => (chat['chat-6']!.n = 5)),
      'what kim did is in the chat in another order',
    ],
    [
      'a private message that is there twice',
      ({ log }) => log.privates.set('note-8', at('sam', 'sam')),
      'action 8 (private) is in the log 2 times',
    ],
    [
      'an older vote that counts',
      ({ log }) => log.votes.set('kim', at<string | null>('kim 10', 'kim 9')),
      'kim\'s vote counts as "kim 9"',
    ],
    [
      'a vote that is there twice',
      ({ log }) => log.votes.set('kim', at<string | null>('kim 9', 'kim 9', 'kim 10')),
      'a vote of kim is in the log twice',
    ],
    [
      'votes on the stage that are others',
      ({ log }) => (log.seen.stage.polls = {}),
      'the votes on the stage are not those of the log',
    ],
    [
      'a hand that is down',
      (history) => inAll(history, ({ stage }) => (stage.hands = {})),
      'action 13 (hand) was acknowledged, but the hand is down',
    ],
    [
      'a hand that moved more often than asked',
      ({ log }) => log.hands.set('kim', at(true, false, true, false, true)),
      "kim's hand changed 5 times, after 3 commands",
    ],
  ])('%s', (_what, breakIt, says) => {
    const history = sound()
    breakIt(history)
    expect(checkHistory(history)).toContainEqual(expect.stringContaining(says))
  })
})
