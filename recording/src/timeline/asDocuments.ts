import {
  BOARD_RECORDS,
  boardDocument,
  CHAT_MESSAGES,
  chatDocument,
  DOCUMENT_MAPS,
  NOTES,
  NOTES_TEXT,
  STAGE,
  STAGE_CLASS,
  STAGE_PAGES,
} from '@lectern/protocol'
import type { TimelineState } from './TimelineState.ts'

/** The state with every document that there was at that moment, as its `doc.toJSON()` was: those with nothing in them too. */
export function asDocuments(state: TimelineState): TimelineState {
  const stage = state[STAGE]
  if (!stage) return state
  const pages = Object.keys(stage[STAGE_PAGES] ?? {})
  const { chatDocuments } = (stage[STAGE_CLASS] ?? {}) as { chatDocuments?: number }
  const empty: TimelineState = {
    [STAGE]: Object.fromEntries(DOCUMENT_MAPS.stage.map((name) => [name, {}])),
    [NOTES]: { [NOTES_TEXT]: '' },
    ...Object.fromEntries(pages.map((page) => [boardDocument(page), { [BOARD_RECORDS]: {} }])),
    ...Object.fromEntries(
      Array.from({ length: chatDocuments ?? 0 }, (_, n) => [chatDocument(n), { [CHAT_MESSAGES]: {} }]),
    ),
  }
  const names = [...new Set([...Object.keys(empty), ...Object.keys(state)])]
  return Object.fromEntries(names.map((name) => [name, { ...empty[name], ...state[name] }]))
}
