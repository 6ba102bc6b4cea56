import type { ChatMessage } from '@lectern/protocol'

/** What a person did, and when (epoch ms). `n` counts the person's actions from 1; `ackedAt`: when its acknowledgement came. */
export interface Action {
  person: string
  n: number
  act: Act
  at: number
  ackedAt?: number
  /** What the acknowledgement of a command said. */
  reply?: unknown
  /** The client gave it up: it may have been done or not. */
  failed?: boolean
}

export type Act =
  /** Sets a board record that is the person's own. `edit`: where it stands in the document. */
  | { type: 'draw' | 'erase'; record: string; edit: Edit }
  /** Puts a token at the end of the notes. */
  | { type: 'write'; token: string; edit: Edit }
  | { type: 'chat'; id: string; text: string }
  | { type: 'private'; id: string; to: string }
  | { type: 'vote'; text: string }
  | { type: 'hand'; raised: boolean }

/** The Yjs client id that an edit was made under, and its clock after it. */
export interface Edit {
  client: number
  clock: number
}

/** What one sees of a room's documents, as plain JSON. */
export interface Seen {
  board: Record<string, unknown>
  notes: string
  chat: Record<string, ChatMessage>
  stage: Record<string, Record<string, unknown>>
}

/** What is known of a moment: `t` is the log time of the entry that first said so, epoch ms. */
export interface Since<Value> {
  value: Value
  t: number
}

/** What the log of a room says. */
export interface LogView {
  seen: Seen
  /** Log time before which it is not known when what was said: the log lost it. 0: it has everything. */
  knownFrom: number
  /** Yjs client id → clocks as they grew, of the board and of the notes. */
  board: Map<number, Since<number>[]>
  notes: Map<number, Since<number>[]>
  /** Message id → when it came. */
  chat: Map<string, number>
  /** Message id → whom it is in the log for, each time that it is. */
  privates: Map<string, Since<string>[]>
  /** Person → votes in order. */
  votes: Map<string, Since<string | null>[]>
  /** Person → up and down in order. */
  hands: Map<string, Since<boolean>[]>
  /** Person → the numbers of board edits in the order of the log; undefined where the record that holds them was gone for a moment. */
  counts: Map<string, (number | undefined)[]>
}

export interface History {
  actions: readonly Action[]
  /** Person → what the person's client shows in the end. */
  finals: ReadonlyMap<string, Seen>
  log: LogView
}

/** Board record that holds the number of a person's latest board edit. */
export const countRecord = (person: string): string => `shape:count-${person}`
