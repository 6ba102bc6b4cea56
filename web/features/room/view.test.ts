import { expect, test } from 'vitest'
import { changeView, firstView } from './view.ts'

const view = firstView('chat')

test('opening always opens; the key opens and closes', () => {
  expect(changeView(view, { do: 'open', panel: 'chat' }).panel).toBe('chat')
  expect(changeView(view, { do: 'toggle', panel: 'chat' }).panel).toBeNull()
  expect(changeView(view, { do: 'toggle', panel: 'people' }).panel).toBe('people')
})

test('a layout for everybody ends one’s own, which can be chosen again', () => {
  const own = changeView(view, { do: 'layout', layout: 'grid' })
  expect(own.layout).toBe('grid')
  expect(changeView(own, { do: 'layoutForAll' }).layout).toBeNull()
})

test('to leave the board for people is to leave the choice of the board, too', () => {
  const board = changeView(view, { do: 'stage', stage: 'board' })
  expect(changeView(board, { do: 'layout', layout: 'grid' }).stage).toBe('auto')
  expect(changeView(board, { do: 'layout', layout: 'board' }).stage).toBe('board')
})

test('a private conversation opens the chat and stays as a tab until it is closed', () => {
  const open = changeView(firstView(null), { do: 'conversation', userId: 'sam' })
  expect(open).toMatchObject({ panel: 'chat', conversation: 'sam', opened: ['sam'] })
  expect(changeView(open, { do: 'conversation', userId: 'sam' }).opened).toEqual(['sam'])
  expect(changeView(open, { do: 'conversation', userId: null })).toMatchObject({ conversation: null, opened: ['sam'] })
  expect(changeView(open, { do: 'closeConversation', userId: 'sam' })).toMatchObject({ conversation: null, opened: [] })
})
