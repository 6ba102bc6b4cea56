import { z } from 'zod'
import type { StageRecording } from './recording.ts'
import { type Action, type Grant, type Locks, may, type Role, type Standing } from './roles.ts'
import type { GuestPolicy } from './token.ts'

/** Documents of a room. Each is one `Y.Doc` with a write right of its own. Rules [DO1] to [DO6] of SPEC.md. */
export type DocumentName = string

export const STAGE = 'stage'
export const NOTES = 'notes'
export const FIRST_BOARD = 'board/1'
export const FIRST_CHAT = 'chat/0'
export const CHAT_MESSAGES_PER_DOCUMENT = 500
/** Pages that a board may have. */
export const MAX_BOARD_PAGES = 200

export type DocumentKind = 'stage' | 'board' | 'chat' | 'notes'

const DOCUMENT = /^(?:(stage|notes)|(board)\/([1-9][0-9]{0,4})|(chat)\/(0|[1-9][0-9]{0,5}))$/

/** Kind of a document name, or undefined where no such document can exist. */
export function documentKind(name: string): DocumentKind | undefined {
  const match = DOCUMENT.exec(name)
  return (match?.[1] ?? match?.[2] ?? match?.[4]) as DocumentKind | undefined
}

export const boardDocument = (page: string): DocumentName => `board/${page}`
export const chatDocument = (index: number): DocumentName => `chat/${index}`

const WRITE: Record<DocumentKind, Action | 'server'> = {
  stage: 'server',
  chat: 'server',
  board: 'board:draw',
  notes: 'notes:write',
}

/** Whether a connection may write a document; `stage` and `chat` are written by the server alone. */
export function mayWrite(standing: Standing, kind: DocumentKind): boolean {
  const action = WRITE[kind]
  return action !== 'server' && may(standing, action)
}

/** Where awareness is shown; elsewhere it is dropped. */
export const HAS_AWARENESS: Record<DocumentKind, boolean> = { stage: false, chat: false, board: true, notes: true }

/** Names of the shared types inside the documents. */
export const STAGE_CLASS = 'class'
export const STAGE_PAGES = 'pages'
export const STAGE_PEOPLE = 'people'
export const STAGE_HANDS = 'hands'
export const STAGE_POLLS = 'polls'
export const STAGE_REACTIONS = 'reactions'
export const STAGE_MEDIA = 'media'
export const CHAT_MESSAGES = 'messages'
export const BOARD_RECORDS = 'records'
export const NOTES_TEXT = 'text'

/** The `Y.Map`s that a document of a kind has; notes have the text instead. Rules [DO4] to [DO6]. */
export const DOCUMENT_MAPS: Record<DocumentKind, readonly string[]> = {
  stage: [STAGE_CLASS, STAGE_PAGES, STAGE_PEOPLE, STAGE_HANDS, STAGE_POLLS, STAGE_REACTIONS, STAGE_MEDIA],
  board: [BOARD_RECORDS],
  chat: [CHAT_MESSAGES],
  notes: [],
}

export const LayoutName = z.enum(['board', 'speaker', 'grid'])
export type LayoutName = z.infer<typeof LayoutName>

/**
 * `stage`, Y.Map `class`: one key per field below, plain JSON values. Times are log times in ms.
 */
export interface StageClass {
  title: string
  state: 'live' | 'ended'
  startedAt: number
  endedAt: number | null
  layout: LayoutName
  /** True: everybody is asked to follow `layout`; each may still leave it. */
  layoutForAll: boolean
  /** Page shown to those who follow, e.g. `1` for `board/1`. */
  page: string
  /** User whose picture is large for everybody, or null. */
  spotlight: string | null
  timer: StageTimer | null
  locks: Locks
  /** What students who come in get. */
  defaultGrants: Grant[]
  guestPolicy: GuestPolicy
  /** Absent in rooms of an older engine: nothing is recorded. */
  recording?: StageRecording
  /** Number of chat documents; the last is `chat/<chatDocuments - 1>`. */
  chatDocuments: number
  /** Number of pages ever made: ids of removed pages do not come back. */
  pagesMade: number
}

export interface StageTimer {
  durationMs: number
  /** Log time at which it ends, or null while paused. */
  endsAt: number | null
  /** What is left while paused. */
  leftMs: number
}

/** `stage`, Y.Map `pages`: page id → this. */
export interface StagePage {
  title: string
  /** Pages are shown by rising order. */
  order: number
  /** `id` of the request that made it, where it had one: a repeat makes no second page. */
  madeAs?: string
}

/** `stage`, Y.Map `people`: user id → this. Stays after the person left. */
export interface StagePerson {
  name: string
  role: Role
  /** 0 to 11: the colour of name, tile, cursor and chat line. */
  hue: number
  grants: Grant[]
  guest: boolean
  /** `class`: in the class; `board`: connected to documents only (no class page); `away`: not connected. */
  presence: 'class' | 'board' | 'away'
  joinedAt: number
  leftAt: number | null
  /** Muted by staff and not to unmute by oneself until allowed again. */
  microphoneLocked: boolean
  /** The person does not want to be recorded: neither voice nor picture is. Absent: no. */
  refusesRecording?: boolean
}

/** `stage`, Y.Map `hands`: user id → this. Order of raising = rising `order`. */
export interface StageHand {
  at: number
  order: number
}

export const PollKind = z.enum(['single', 'multiple', 'text'])
export type PollKind = z.infer<typeof PollKind>

/** `stage`, Y.Map `polls`: poll id → this. Who voted what is never in here for an anonymous poll. */
export interface StagePoll {
  question: string
  kind: PollKind
  options: string[]
  anonymous: boolean
  /** `live`: counts move while votes come in; `end`: they appear when the poll is closed. */
  results: 'live' | 'end'
  state: 'open' | 'closed'
  createdBy: string
  createdAt: number
  closedAt: number | null
  votes: number
  /** Per option, where results are shown; null before. */
  counts: number[] | null
  /** Typed answers where results are shown, with names unless anonymous; null before. */
  answers: { text: string; by: string | null }[] | null
  /** Who chose what (user id → option indexes), where results are shown and the poll is not anonymous; else null. */
  choices: Record<string, number[]> | null
}

export const ReactionKind = z.enum([
  'clap',
  'heart',
  'thumbsUp',
  'thumbsDown',
  'laugh',
  'surprise',
  'confused',
  'slower',
  'faster',
])
export type ReactionKind = z.infer<typeof ReactionKind>

/** `stage`, Y.Map `reactions`: user id → the person's latest. Shown for `REACTION_MS` after `at`. */
export interface StageReaction {
  kind: ReactionKind
  at: number
}
export const REACTION_MS = 6000

export const MediaSource = z.enum(['microphone', 'camera', 'screen', 'screenAudio'])
export type MediaSource = z.infer<typeof MediaSource>

/** `stage`, Y.Map `media`: producer id → this. What is on air, whoever receives it. */
export interface StageMedia {
  userId: string
  peerId: string
  source: MediaSource
  /** Muted or camera covered, by its owner or by staff. */
  paused: boolean
  startedAt: number
}

/** `chat/<n>`, Y.Map `messages`: message id → this. Order = rising `n`. */
export interface ChatMessage {
  n: number
  by: string
  name: string
  role: Role
  hue: number
  text: string
  at: number
  replyTo: string | null
  editedAt: number | null
  /** Deleted messages keep their place, without text. */
  deleted: 'no' | 'author' | 'staff'
  /** Reaction → user ids. */
  reactions: Partial<Record<ReactionKind, string[]>>
}

/** Number of hues for people. */
export const HUES = 12
