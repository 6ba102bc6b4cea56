/** A plain JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/**
 * What everybody saw at one moment: document → map → key → value, as `doc.toJSON()` of each `Y.Doc` gives it, and for `notes` the text:
 * `{ stage: { class: {…}, people: {…}, … }, 'board/1': { records: {…} }, 'chat/0': { messages: {…} }, notes: { text: '…' } }`.
 * A map or text with nothing in it is left out, and so is a document without any: `asDocuments` puts them in. Values are shared between
 * states: never change one.
 */
export type TimelineState = Record<string, Record<string, Record<string, Json> | string>>

/** One change of the state. A value of undefined takes the key away; a text is given as a Yjs delta. */
export type Change =
  | [document: string, map: string, key: string, value: Json]
  | [document: string, map: string, key: string]
  | [document: string, text: string, delta: TextDelta]
export type TextDelta = ({ retain: number } | { delete: number } | { insert: string })[]

/** What changed with one entry of the log. */
export interface Frame {
  /** Class time, ms. */
  t: number
  changes: Change[]
}

/** A snapshot has small documents in `state`, and for others the chunk (`n`) that has them. */
export type Chunk =
  | { kind: 'frames'; frames: Frame[] }
  | { kind: 'snapshot'; t: number; state: TimelineState; documents: Record<string, number> }
  | { kind: 'document'; document: string; state: TimelineState[string] }
