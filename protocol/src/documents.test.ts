import { describe, expect, test } from 'vitest'
import { documentKind, mayWrite } from './documents.ts'

describe('documents', () => {
  test.each([
    ['stage', 'stage'],
    ['notes', 'notes'],
    ['board/1', 'board'],
    ['board/99999', 'board'],
    ['chat/0', 'chat'],
    ['chat/12', 'chat'],
  ])('[DO1] %s is a document', (name, kind) => expect(documentKind(name)).toBe(kind))

  test.each([
    '',
    'board',
    'board/',
    'board/0',
    'board/01',
    'chat/01',
    'chat/-1',
    'stage/1',
    'notes ',
    'board/1/2',
    'Board/1',
    '../stage',
    'board/123456',
  ])('[DO1] %j is none', (name) => expect(documentKind(name)).toBeUndefined())

  test('[DO2] nobody writes stage and chat, the instructor neither', () => {
    const instructor = { role: 'instructor', grants: ['draw'], locks: {} } as const
    expect(mayWrite(instructor, 'stage')).toBe(false)
    expect(mayWrite(instructor, 'chat')).toBe(false)
    expect(mayWrite(instructor, 'board')).toBe(true)
  })

  test('[DO3] a student writes a board once granted, notes unless locked', () => {
    expect(mayWrite({ role: 'student', grants: [], locks: {} }, 'board')).toBe(false)
    expect(mayWrite({ role: 'student', grants: ['draw'], locks: {} }, 'board')).toBe(true)
    expect(mayWrite({ role: 'student', grants: [], locks: {} }, 'notes')).toBe(true)
    expect(mayWrite({ role: 'student', grants: [], locks: { notes: true } }, 'notes')).toBe(false)
  })
})
