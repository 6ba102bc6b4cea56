import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { Pages } from './Pages.ts'
import { Stage } from './Stage.ts'

function make(): { stage: Stage; pages: Pages } {
  const stage = new Stage(new Y.Doc())
  stage.initialise({ title: 'Cells', guestPolicy: 'ask', at: 1 })
  return { stage, pages: new Pages(stage) }
}

const notFound = expect.objectContaining({ code: 'NOT_FOUND', field: 'page' })

describe('adding', () => {
  test('gives the next number, at the end, named for it unless titled', () => {
    const { stage, pages } = make()
    expect(pages.add(undefined, undefined)).toBe('2')
    expect(pages.add('Mitosis', undefined)).toBe('3')
    expect(stage.pages.get('2')).toEqual({ title: 'Page 2', order: 2 })
    expect(stage.pages.get('3')).toEqual({ title: 'Mitosis', order: 3 })
  })

  test('[CM4] a repeat of a request makes no second page', () => {
    const { stage, pages } = make()
    expect(pages.add('Mitosis', 'request-1')).toBe('2')
    expect(pages.add('Mitosis', 'request-1')).toBe('2')
    expect(pages.add('Mitosis', 'request-2')).toBe('3')
    expect(stage.pages.size).toBe(3)
  })

  test('an id never comes back, also that of the last page', () => {
    const { pages } = make()
    pages.add(undefined, undefined)
    pages.remove('2')
    expect(pages.add(undefined, undefined)).toBe('3')
  })

  test('ends at 200 pages', () => {
    const { stage, pages } = make()
    for (let n = 2; n <= 200; n += 1) pages.add(undefined, undefined)
    expect(() => pages.add(undefined, undefined)).toThrow('The board has its 200 pages. Remove one first.')
    expect(stage.pages.size).toBe(200)
  })
})

describe('removing', () => {
  test('the page that is shown shows the one before it, or after it where it was the first', () => {
    const { stage, pages } = make()
    pages.add(undefined, undefined)
    pages.add(undefined, undefined)
    pages.show('2')
    pages.remove('2')
    expect(stage.get('page')).toBe('1')
    pages.remove('1')
    expect(stage.get('page')).toBe('3')
  })

  test('leaves the shown page where another is removed', () => {
    const { stage, pages } = make()
    pages.add(undefined, undefined)
    pages.remove('2')
    expect(stage.get('page')).toBe('1')
  })

  test('again is fine, the last one is not, one that never was neither', () => {
    const { pages } = make()
    pages.add(undefined, undefined)
    pages.remove('2')
    pages.remove('2')
    expect(() => pages.remove('1')).toThrow('A board keeps at least one page.')
    expect(() => pages.remove('7')).toThrow(notFound)
  })
})

test('only pages that are there are shown and renamed', () => {
  const { stage, pages } = make()
  pages.rename('1', 'Start')
  expect(stage.pages.get('1')).toEqual({ title: 'Start', order: 1 })
  expect(() => pages.rename('2', 'x')).toThrow(notFound)
  expect(() => pages.show('2')).toThrow(notFound)
})
