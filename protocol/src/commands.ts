import { z } from 'zod'
import { type ChatMessage, LayoutName, PollKind, ReactionKind } from './documents.ts'
import { ClientMadeId, UserId } from './ids.ts'
import { request } from './request.ts'
import { Grant, Lock, type Role } from './roles.ts'
import { lineOfText, multiLineText } from './text.ts'
import { GuestPolicy } from './token.ts'

const often = { burst: 20, perSecond: 10 }
const normal = { burst: 10, perSecond: 3 }
const seldom = { burst: 5, perSecond: 1 }

const nothing = z.object({}).optional()
const PageId = z.string().regex(/^[1-9][0-9]{0,4}$/)

/** A person in the waiting room, as staff see it. */
export interface WaitingPerson {
  userId: string
  name: string
  since: number
}

/** A private message, as its two people see it. `n` rises within the room. */
export interface PrivateMessage {
  id: string
  n: number
  from: string
  to: string
  text: string
  at: number
}

/** Reply to `class:join`. `waiting`: listen for `lobby:admitted`, then call again. */
export type JoinReply =
  | { state: 'waiting' }
  | {
      state: 'joined'
      peerId: string
      userId: string
      role: Role
      hue: number
      /** The log's clock now, epoch ms: timers and stamps are on it. */
      now: number
      /** A fresh join token, to be renewed by `token:renew`. */
      token: string
      /** Earlier private messages of this person, oldest first, 200 at most. */
      privateMessages: PrivateMessage[]
      /** Who waits, for staff; else empty. */
      waiting: WaitingPerson[]
      /** False where this deployment has no media service: board and chat only. */
      media: boolean
    }

/** All commands but those of media (media.ts). The key is how code names it, the name is the socket.io event. */
export const COMMANDS = {
  joinClass: request('class:join', nothing, { action: null, rate: normal, from: 'connected' })<JoinReply>(),
  leaveClass: request('class:leave', nothing, { action: null, rate: normal, from: 'connected' })<null>(),
  renewToken: request('token:renew', nothing, { action: null, rate: seldom })<{ token: string; expiresAt: number }>(),
  endClass: request('class:end', nothing, { action: 'class:end', rate: seldom })<null>(),

  /** Switches recording on or off. Again is fine. */
  setRecording: request('recording:set', z.object({ on: z.boolean() }), {
    action: 'recording:manage',
    rate: normal,
  })<null>(),
  /** Refuses, or allows again, that one's own voice and picture are recorded. Everybody in class may. */
  refuseRecording: request('recording:refuse', z.object({ refuse: z.boolean() }), {
    action: null,
    rate: normal,
  })<null>(),
  /** Marks this moment in the recording. */
  addChapter: request('recording:chapter', z.object({ id: ClientMadeId, title: lineOfText(100) }), {
    action: 'chapter:add',
    rate: normal,
  })<null>(),

  admit: request('lobby:admit', z.object({ userId: UserId }), { action: 'lobby:admit', rate: often })<null>(),
  admitAll: request('lobby:admit-all', nothing, { action: 'lobby:admit', rate: normal })<{ admitted: number }>(),
  deny: request('lobby:deny', z.object({ userId: UserId }), { action: 'lobby:admit', rate: often })<null>(),
  setGuestPolicy: request('lobby:policy', z.object({ policy: GuestPolicy }), {
    action: 'lobby:admit',
    rate: normal,
  })<null>(),

  sendChat: request(
    'chat:send',
    z.object({ id: ClientMadeId, text: multiLineText(4000), replyTo: ClientMadeId.nullish() }),
    {
      action: 'chat:send',
      rate: { burst: 10, perSecond: 2 },
    },
  )<{ document: string; message: ChatMessage }>(),
  editChat: request('chat:edit', z.object({ id: ClientMadeId, text: multiLineText(4000) }), {
    action: 'chat:send',
    rate: normal,
  })<null>(),
  /** One's own, or anybody's with `chat:moderate`: the handler decides. */
  deleteChat: request('chat:delete', z.object({ id: ClientMadeId }), { action: null, rate: normal })<null>(),
  reactToChat: request('chat:react', z.object({ id: ClientMadeId, kind: ReactionKind, on: z.boolean() }), {
    action: 'chat:send',
    rate: often,
  })<null>(),
  sendPrivate: request('chat:private', z.object({ id: ClientMadeId, to: UserId, text: multiLineText(4000) }), {
    action: 'chat:private',
    rate: { burst: 10, perSecond: 2 },
  })<PrivateMessage>(),
  typing: request('chat:typing', z.object({ typing: z.boolean(), to: UserId.nullish() }), {
    action: 'chat:send',
    rate: often,
  })<null>(),

  raiseHand: request('hand:raise', z.object({ raised: z.boolean() }), { action: 'hand:raise', rate: normal })<{
    /** 1 = next; 0 = not raised. */
    position: number
  }>(),
  lowerHand: request('hand:lower', z.object({ userId: UserId }), { action: 'hand:manage', rate: often })<null>(),
  lowerAllHands: request('hand:lower-all', nothing, { action: 'hand:manage', rate: normal })<null>(),
  react: request('reaction:send', z.object({ kind: ReactionKind }), {
    action: 'reaction:send',
    rate: { burst: 5, perSecond: 1 },
  })<null>(),

  openPoll: request(
    'poll:open',
    z
      .object({
        id: ClientMadeId,
        question: multiLineText(500),
        kind: PollKind,
        options: z.array(lineOfText(200)).max(12).default([]),
        anonymous: z.boolean().default(false),
        results: z.enum(['live', 'end']).default('live'),
      })
      .refine((poll) => poll.kind === 'text' || poll.options.length >= 2, {
        path: ['options'],
        message: 'Give at least two options.',
      }),
    { action: 'poll:manage', rate: normal },
  )<null>(),
  vote: request(
    'poll:vote',
    z.object({
      id: ClientMadeId,
      options: z.array(z.number().int().min(0).max(11)).max(12).default([]),
      text: multiLineText(500).optional(),
    }),
    { action: 'poll:vote', rate: normal },
  )<null>(),
  closePoll: request('poll:close', z.object({ id: ClientMadeId }), { action: 'poll:manage', rate: normal })<null>(),
  deletePoll: request('poll:delete', z.object({ id: ClientMadeId }), { action: 'poll:manage', rate: normal })<null>(),

  setTimer: request(
    'timer:set',
    z.discriminatedUnion('do', [
      z.object({
        do: z.literal('start'),
        durationMs: z
          .number()
          .int()
          .min(1000)
          .max(24 * 3_600_000),
      }),
      z.object({ do: z.literal('pause') }),
      z.object({ do: z.literal('resume') }),
      z.object({ do: z.literal('stop') }),
    ]),
    { action: 'timer:manage', rate: normal },
  )<null>(),
  setLayout: request('layout:set', z.object({ layout: LayoutName, forAll: z.boolean() }), {
    action: 'layout:set',
    rate: normal,
  })<null>(),
  spotlight: request('layout:spotlight', z.object({ userId: UserId.nullable() }), {
    action: 'layout:set',
    rate: normal,
  })<null>(),

  setPage: request('page:set', z.object({ page: PageId }), { action: 'page:set', rate: often })<null>(),
  addPage: request(
    'page:add',
    z.object({ id: ClientMadeId.optional(), title: lineOfText(100).optional(), show: z.boolean().default(true) }),
    { action: 'page:manage', rate: normal },
  )<{ page: string }>(),
  renamePage: request('page:rename', z.object({ page: PageId, title: lineOfText(100) }), {
    action: 'page:manage',
    rate: normal,
  })<null>(),
  removePage: request('page:remove', z.object({ page: PageId }), { action: 'page:manage', rate: normal })<null>(),

  setGrant: request('people:grant', z.object({ userId: UserId, grant: Grant, on: z.boolean() }), {
    action: 'people:grant',
    rate: often,
  })<null>(),
  setGrantForAll: request('people:grant-all', z.object({ grant: Grant, on: z.boolean() }), {
    action: 'people:grant',
    rate: normal,
  })<null>(),
  setRole: request('people:role', z.object({ userId: UserId, role: z.enum(['student', 'assistant']) }), {
    action: 'people:role',
    rate: normal,
  })<null>(),
  mute: request('people:mute', z.object({ userId: UserId, lock: z.boolean().default(false) }), {
    action: 'people:mute',
    rate: often,
  })<null>(),
  unlockMicrophone: request('people:unlock', z.object({ userId: UserId }), {
    action: 'people:mute',
    rate: often,
  })<null>(),
  muteAll: request('people:mute-all', z.object({ lock: z.boolean().default(false) }), {
    action: 'people:mute',
    rate: normal,
  })<{ muted: number }>(),
  setLocks: request('locks:set', z.object({ locks: z.partialRecord(Lock, z.boolean()) }), {
    action: 'locks:set',
    rate: normal,
  })<null>(),
  remove: request('people:remove', z.object({ userId: UserId }), { action: 'people:remove', rate: normal })<null>(),
  ban: request('people:ban', z.object({ userId: UserId }), { action: 'people:ban', rate: normal })<null>(),
  unban: request('people:unban', z.object({ userId: UserId }), { action: 'people:ban', rate: normal })<null>(),
} as const
export type CommandName = keyof typeof COMMANDS

/** Events that the engine sends over socket.io outside acks: name → payload. Shared state never travels here: it is in `stage`. */
export interface ServerEvents {
  /** The waiting room changed; staff only. */
  'lobby:list': { waiting: WaitingPerson[] }
  /** Call `class:join` again. */
  'lobby:admitted': Record<string, never>
  'chat:private': PrivateMessage
  /** Who types now, at most every 500 ms while it changes. `private`: to you alone. */
  'chat:typing': { userIds: string[]; private: string[] }
  /** Staff muted you: stop the microphone. `locked`: you cannot unmute. */
  'people:muted': { by: string; locked: boolean }
  /** You are out; the socket closes after it. */
  'class:closed': {
    code:
      | 'REMOVED'
      | 'CLASS_ENDED'
      | 'NODE_DRAINING'
      | 'GUESTS_NOT_ADMITTED'
      | 'TOKEN_EXPIRED'
      | 'BAD_REQUEST'
      | 'RATE_LIMITED'
    message: string
  }
}
