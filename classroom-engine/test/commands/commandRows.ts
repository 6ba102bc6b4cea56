import type { ChatMessage, COMMANDS, CommandName, InputOf, StageClass, StagePerson, StagePoll } from '@lectern/protocol'
import { expect } from 'vitest'
import type * as Y from 'yjs'
import type { Cast } from './Cast.ts'
import type { Client, Reply } from './Client.ts'

/** One command: how it is used, how it is misused, and what others see of it. */
export interface CommandRow<Name extends CommandName> {
  input: InputOf<(typeof COMMANDS)[Name]>
  /** Inputs that do not fit, with the field at fault. None where the command takes nothing. */
  bad: [input: unknown, field: string | undefined][]
  /** What has to be so before. */
  prepare?: (cast: Cast, caller: Client) => Promise<unknown>
  /** What the command did, as others see it. */
  effect: (cast: Cast, caller: Client, reply: Reply<Name>) => Promise<unknown>
}

const map = (doc: Y.Doc, name: string): Record<string, unknown> => doc.getMap(name).toJSON()

async function seesClass<Field extends keyof StageClass>(
  { oda }: Cast,
  field: Field,
  fits: (value: StageClass[Field]) => boolean,
): Promise<unknown> {
  return (await oda).sees('stage', (doc) => doc.getMap('class').get(field) as StageClass[Field], fits)
}

async function seesPerson({ oda }: Cast, userId: string, fits: (person: StagePerson) => boolean): Promise<unknown> {
  const read = (doc: Y.Doc) => doc.getMap('people').get(userId) as StagePerson | undefined
  return (await oda).sees('stage', read, (person) => person !== undefined && fits(person))
}

async function seesStage(
  { oda }: Cast,
  name: string,
  fits: (rows: Record<string, unknown>) => boolean,
): Promise<unknown> {
  return (await oda).sees('stage', (doc) => map(doc, name), fits)
}

async function seesPoll({ oda }: Cast, fits: (poll: StagePoll | undefined) => boolean): Promise<unknown> {
  return (await oda).sees('stage', (doc) => doc.getMap('polls').get('poll-0001') as StagePoll | undefined, fits)
}

async function seesMessage({ oda }: Cast, fits: (message: ChatMessage) => boolean): Promise<unknown> {
  const read = (doc: Y.Doc) => doc.getMap('messages').get('message-1') as ChatMessage | undefined
  return (await oda).sees('chat/0', read, (message) => message !== undefined && fits(message))
}

const messages = 'message-1'
const message = { id: messages, text: 'Hello' }
const poll = { id: 'poll-0001', question: 'Which?', kind: 'single' as const, options: ['a', 'b'] }
const chapter = { id: 'chapter-1', title: 'Cells' }
const openPoll = async ({ ada }: Cast) => (await ada).do('openPoll', poll)
const sendsOne = async (_: Cast, caller: Client) => caller.do('sendChat', message)
const kimIsHere = ({ kim }: Cast) => kim
const addPage = async ({ ada }: Cast) => (await ada).do('addPage', {})
const ofNobody: [unknown, string] = [{ userId: 'no such id!' }, 'userId']
const ofNoMessage: [unknown, string] = [{ id: 'x', text: 'y', kind: 'heart', on: true }, 'id']
const outOf = async ({ kim, ada }: Cast) => {
  expect((await (await kim).told('class:closed')).code).toBe('REMOVED')
  await (await kim).closed()
  const read = (doc: Y.Doc) => doc.getMap('people').get('kim') as StagePerson
  await (await ada).sees('stage', read, ({ presence }) => presence === 'away')
}

/** Every command. One without a row here does not compile. */
export const COMMAND_ROWS: { [Name in CommandName]: CommandRow<Name> } = {
  joinClass: {
    input: {},
    bad: [['class', undefined]],
    effect: async (cast, caller, reply) => {
      expect(reply).toMatchObject({ state: 'joined', userId: caller.userId, media: false })
      await seesPerson(cast, caller.userId, ({ presence }) => presence === 'class')
    },
  },
  leaveClass: {
    input: {},
    bad: [['class', undefined]],
    effect: (cast, caller) => seesPerson(cast, caller.userId, ({ presence }) => presence === 'away'),
  },
  renewToken: {
    input: {},
    bad: [['token', undefined]],
    effect: async (cast, caller, { token, expiresAt }) => {
      expect(expiresAt).toBeGreaterThan(Date.now())
      const again = await cast.connectWith(caller.userId, token)
      expect(await again.do('joinClass', {})).toMatchObject({ state: 'joined' })
    },
  },
  endClass: {
    input: {},
    bad: [['class', undefined]],
    prepare: ({ oda }) => oda,
    effect: async ({ oda }) => {
      expect((await (await oda).told('class:closed')).code).toBe('CLASS_ENDED')
      await (await oda).closed()
    },
  },

  admit: {
    input: { userId: 'gil' },
    bad: [ofNobody, [{}, 'userId'], [{ userId: 'zoe' }, 'userId']],
    prepare: ({ gil }) => gil,
    effect: async ({ gil }) => {
      await (await gil).told('lobby:admitted')
      expect(await (await gil).do('joinClass', {})).toMatchObject({ state: 'joined' })
    },
  },
  admitAll: {
    input: {},
    bad: [['all', undefined]],
    prepare: ({ gil }) => gil,
    effect: async ({ gil }, _caller, reply) => {
      expect(reply).toEqual({ admitted: 1 })
      await (await gil).told('lobby:admitted')
    },
  },
  deny: {
    input: { userId: 'gil' },
    bad: [ofNobody, [{ userId: 'zoe' }, 'userId']],
    prepare: ({ gil }) => gil,
    effect: async ({ gil }) => {
      expect((await (await gil).told('class:closed')).code).toBe('GUESTS_NOT_ADMITTED')
    },
  },
  setGuestPolicy: {
    input: { policy: 'open' },
    bad: [[{ policy: 'maybe' }, 'policy']],
    effect: (cast) => seesClass(cast, 'guestPolicy', (policy) => policy === 'open'),
  },

  sendChat: {
    input: message,
    bad: [
      [{ id: 'short', text: 'Hello' }, 'id'],
      [{ id: messages, text: ' \u0000 ' }, 'text'],
      [{ id: messages, text: 'x'.repeat(4001) }, 'text'],
      [{ id: messages, text: 'Hello', replyTo: 'message-0' }, 'replyTo'],
    ],
    effect: (cast, caller) => seesMessage(cast, ({ by, text }) => by === caller.userId && text === 'Hello'),
  },
  editChat: {
    input: { id: messages, text: 'Bye' },
    bad: [ofNoMessage, [{ id: messages, text: '' }, 'text'], [{ id: 'message-0', text: 'Bye' }, 'id']],
    prepare: sendsOne,
    effect: (cast) => seesMessage(cast, ({ text, editedAt }) => text === 'Bye' && editedAt !== null),
  },
  deleteChat: {
    input: { id: messages },
    bad: [ofNoMessage, [{ id: 'message-0' }, 'id']],
    prepare: sendsOne,
    effect: (cast) => seesMessage(cast, ({ text, deleted }) => text === '' && deleted === 'author'),
  },
  reactToChat: {
    input: { id: messages, kind: 'heart', on: true },
    bad: [
      ofNoMessage,
      [{ id: messages, kind: 'skull', on: true }, 'kind'],
      [{ id: 'message-0', kind: 'heart', on: true }, 'id'],
    ],
    prepare: sendsOne,
    effect: (cast, caller) => seesMessage(cast, ({ reactions }) => reactions.heart?.[0] === caller.userId),
  },
  sendPrivate: {
    input: { id: 'private-1', to: 'kim', text: 'Psst' },
    bad: [
      [{ id: 'private-1', to: 'zoe', text: 'Psst' }, 'to'],
      [{ id: 'private-1', to: 'kim', text: '' }, 'text'],
    ],
    prepare: kimIsHere,
    effect: async ({ kim, oda }, caller, reply) => {
      expect(await (await kim).told('chat:private')).toEqual(reply)
      expect(await caller.told('chat:private')).toEqual(reply)
      await (await oda).do('sendChat', { ...message, id: 'message-9' })
      expect((await oda).heard('chat:private')).toEqual([])
    },
  },
  typing: {
    input: { typing: true },
    bad: [
      [{ typing: 'yes' }, 'typing'],
      [{ typing: true, to: 'zoe' }, 'to'],
    ],
    prepare: kimIsHere,
    effect: async ({ kim }, caller) => {
      await (await kim).told('chat:typing', ({ userIds }) => userIds.includes(caller.userId))
    },
  },

  raiseHand: {
    input: { raised: true },
    bad: [[{}, 'raised']],
    effect: async (cast, caller, reply) => {
      expect(reply).toEqual({ position: 1 })
      await seesStage(cast, 'hands', (hands) => caller.userId in hands)
    },
  },
  lowerHand: {
    input: { userId: 'kim' },
    bad: [ofNobody, [{ userId: 'zoe' }, 'userId']],
    prepare: async ({ kim }) => (await kim).do('raiseHand', { raised: true }),
    effect: (cast) => seesStage(cast, 'hands', (hands) => Object.keys(hands).length === 0),
  },
  lowerAllHands: {
    input: {},
    bad: [['all', undefined]],
    prepare: async ({ kim }) => (await kim).do('raiseHand', { raised: true }),
    effect: (cast) => seesStage(cast, 'hands', (hands) => Object.keys(hands).length === 0),
  },
  react: {
    input: { kind: 'clap' },
    bad: [[{ kind: 'skull' }, 'kind']],
    effect: (cast, caller) => seesStage(cast, 'reactions', (reactions) => caller.userId in reactions),
  },

  openPoll: {
    input: poll,
    bad: [
      [{ ...poll, options: ['a'] }, 'options'],
      [{ ...poll, kind: 'vague' }, 'kind'],
      [{ ...poll, question: '' }, 'question'],
    ],
    effect: (cast) => seesPoll(cast, (row) => row?.state === 'open'),
  },
  vote: {
    input: { id: 'poll-0001', options: [1] },
    bad: [
      [{ id: 'poll-0001', options: [12] }, 'options.0'],
      [{ id: 'poll-0001', options: [2] }, 'options'],
      [{ id: 'poll-0009', options: [0] }, 'id'],
    ],
    prepare: openPoll,
    effect: (cast) => seesPoll(cast, (row) => row?.counts?.[1] === 1),
  },
  closePoll: {
    input: { id: 'poll-0001' },
    bad: [
      [{ id: 1 }, 'id'],
      [{ id: 'poll-0009' }, 'id'],
    ],
    prepare: openPoll,
    effect: (cast) => seesPoll(cast, (row) => row?.state === 'closed'),
  },
  deletePoll: {
    input: { id: 'poll-0001' },
    bad: [[{ id: 1 }, 'id']],
    prepare: async (cast) => {
      await openPoll(cast)
      await seesPoll(cast, (row) => row !== undefined)
    },
    effect: (cast) => seesPoll(cast, (row) => row === undefined),
  },

  setTimer: {
    input: { do: 'start', durationMs: 60_000 },
    bad: [
      [{ do: 'start', durationMs: 1 }, 'durationMs'],
      [{ do: 'rewind' }, 'do'],
    ],
    effect: (cast) => seesClass(cast, 'timer', (timer) => timer?.durationMs === 60_000),
  },
  setLayout: {
    input: { layout: 'grid', forAll: true },
    bad: [[{ layout: 'pile', forAll: true }, 'layout']],
    effect: async (cast) => {
      await seesClass(cast, 'layout', (layout) => layout === 'grid')
      await seesClass(cast, 'layoutForAll', (forAll) => forAll)
    },
  },
  spotlight: {
    input: { userId: 'kim' },
    bad: [ofNobody, [{ userId: 'zoe' }, 'userId']],
    prepare: kimIsHere,
    effect: (cast) => seesClass(cast, 'spotlight', (userId) => userId === 'kim'),
  },

  setPage: {
    input: { page: '1' },
    bad: [
      [{ page: '01' }, 'page'],
      [{ page: '9' }, 'page'],
    ],
    prepare: addPage,
    effect: (cast) => seesClass(cast, 'page', (page) => page === '1'),
  },
  addPage: {
    input: { title: 'Cells' },
    bad: [[{ title: 'x'.repeat(101) }, 'title']],
    effect: async (cast, _caller, reply) => {
      expect(reply).toEqual({ page: '2' })
      await seesStage(cast, 'pages', (pages) => '2' in pages)
      await seesClass(cast, 'page', (page) => page === '2')
    },
  },
  renamePage: {
    input: { page: '1', title: 'Start' },
    bad: [
      [{ page: '1', title: '' }, 'title'],
      [{ page: '9', title: 'Start' }, 'page'],
    ],
    effect: (cast) => seesStage(cast, 'pages', (pages) => (pages['1'] as { title?: string })?.title === 'Start'),
  },
  removePage: {
    input: { page: '2' },
    bad: [[{ page: '9' }, 'page']],
    prepare: async (cast) => {
      await addPage(cast)
      await seesStage(cast, 'pages', (pages) => '2' in pages)
    },
    effect: (cast) => seesStage(cast, 'pages', (pages) => !('2' in pages)),
  },

  setGrant: {
    input: { userId: 'kim', grant: 'draw', on: true },
    bad: [
      [{ userId: 'kim', grant: 'fly', on: true }, 'grant'],
      [{ userId: 'zoe', grant: 'draw', on: true }, 'userId'],
    ],
    prepare: kimIsHere,
    effect: (cast) => seesPerson(cast, 'kim', ({ grants }) => grants.includes('draw')),
  },
  setGrantForAll: {
    input: { grant: 'draw', on: true },
    bad: [[{ grant: 'fly', on: true }, 'grant']],
    prepare: kimIsHere,
    effect: async (cast) => {
      await seesPerson(cast, 'kim', ({ grants }) => grants.includes('draw'))
      await seesClass(cast, 'defaultGrants', (grants) => grants.includes('draw'))
    },
  },
  setRole: {
    input: { userId: 'kim', role: 'assistant' },
    bad: [
      [{ userId: 'kim', role: 'instructor' }, 'role'],
      [{ userId: 'zoe', role: 'assistant' }, 'userId'],
    ],
    prepare: kimIsHere,
    effect: async (cast) => {
      await seesPerson(cast, 'kim', ({ role }) => role === 'assistant')
      await (await cast.kim).do('setLayout', { layout: 'grid', forAll: false })
    },
  },
  mute: {
    input: { userId: 'kim', lock: true },
    bad: [ofNobody, [{ userId: 'zoe' }, 'userId']],
    prepare: kimIsHere,
    effect: async (cast, caller) => {
      expect(await (await cast.kim).told('people:muted')).toEqual({ by: caller.userId, locked: true })
      await seesPerson(cast, 'kim', ({ microphoneLocked }) => microphoneLocked)
    },
  },
  unlockMicrophone: {
    input: { userId: 'kim' },
    bad: [ofNobody, [{ userId: 'zoe' }, 'userId']],
    prepare: async ({ kim, ada }) => {
      await kim
      await (await ada).do('mute', { userId: 'kim', lock: true })
    },
    effect: (cast) => seesPerson(cast, 'kim', ({ microphoneLocked }) => !microphoneLocked),
  },
  muteAll: {
    input: { lock: true },
    bad: [[{ lock: 'yes' }, 'lock']],
    prepare: kimIsHere,
    effect: async (cast, caller, reply) => {
      expect(reply).toEqual({ muted: 0 })
      expect(await (await cast.kim).told('people:muted')).toEqual({ by: caller.userId, locked: true })
      await seesClass(cast, 'locks', (locks) => locks.microphone === true)
    },
  },
  setLocks: {
    input: { locks: { chat: true } },
    bad: [[{ locks: { air: true } }, 'locks']],
    prepare: kimIsHere,
    effect: async (cast) => {
      await seesClass(cast, 'locks', (locks) => locks.chat === true)
      expect(await (await cast.kim).ask('sendChat', message)).toMatchObject({ ok: false, error: { code: 'LOCKED' } })
    },
  },
  setRecording: {
    input: { on: true },
    bad: [[{}, 'on']],
    effect: (cast) => seesClass(cast, 'recording', (recording) => recording?.on === true && recording.since !== null),
  },
  refuseRecording: {
    input: { refuse: true },
    bad: [[{ refuse: 'yes' }, 'refuse']],
    effect: (cast, caller) => seesPerson(cast, caller.userId, ({ refusesRecording }) => refusesRecording === true),
  },
  addChapter: {
    input: chapter,
    bad: [
      [{ ...chapter, id: 'short' }, 'id'],
      [{ ...chapter, title: '' }, 'title'],
    ],
    effect: async (cast, caller) => {
      const other = await (caller.userId === 'tim' ? cast.ada : cast.tim)
      expect(await other.ask('addChapter', chapter)).toMatchObject({ ok: false, error: { code: 'CONFLICT' } })
    },
  },
  remove: {
    input: { userId: 'kim' },
    bad: [ofNobody, [{ userId: 'zoe' }, 'userId']],
    prepare: kimIsHere,
    effect: outOf,
  },
  ban: {
    input: { userId: 'kim' },
    bad: [ofNobody, [{ userId: 'zoe' }, 'userId']],
    prepare: kimIsHere,
    effect: outOf,
  },
  unban: {
    input: { userId: 'kim' },
    bad: [ofNobody],
    prepare: async ({ kim, ada }) => {
      await kim
      await (await ada).do('ban', { userId: 'kim' })
    },
    effect: async (cast) => {
      await cast.join('kim', 'student')
    },
  },
}
