import { expect, test } from 'vitest'
import type { Draft } from './draft.ts'
import { beginDraft, changeDraft, type DraftAction } from './draftHistory.ts'

const draft: Draft = {
  title: 'Week 1',
  published: true,
  visibility: 'COURSE',
  linkUntil: '',
  keptUntil: '',
  chapters: [],
  trimFrom: null,
  trimTo: null,
  cuts: [],
  hidden: [],
  people: [],
}
const after = (...actions: DraftAction[]) => actions.reduce(changeDraft, beginDraft(draft))
const title = (text: string): DraftAction => ({ do: 'change', name: 'title', with: { title: text } })
const hide = (...ids: string[]): DraftAction => ({ do: 'change', name: `hide ${ids.at(-1)}`, with: { hidden: ids } })

test('what is undone is the last change, one after the other', () => {
  expect(after(hide('a'), hide('a', 'b'), { do: 'undo' }).draft.hidden).toEqual(['a'])
  expect(after(hide('a'), hide('a', 'b'), { do: 'undo' }, { do: 'undo' })).toEqual(beginDraft(draft))
})

test('typing is undone as one', () => {
  expect(after(hide('a'), title('W'), title('We'), { do: 'undo' }).draft).toEqual({ ...draft, hidden: ['a'] })
})

test('what is typed after an undo is a change of its own', () => {
  expect(after(title('W'), { do: 'undo' }, title('X'), { do: 'undo' }).draft.title).toBe('Week 1')
})

test('nothing to undo changes nothing', () => expect(after({ do: 'undo' })).toEqual(beginDraft(draft)))

test('discarding goes back to what is saved', () => {
  expect(after(hide('a'), title('W'), { do: 'discard' })).toEqual(beginDraft(draft))
  const saved = { ...draft, title: 'Saved' }
  expect(after(title('W'), { do: 'saved', as: saved }, title('X'), { do: 'discard' }).draft).toEqual(saved)
})
