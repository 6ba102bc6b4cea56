import { NOTES_TEXT } from '@lectern/protocol'
import { beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { TestDocument } from '../board/TestDocument.ts'
import { NotesBinding, type TextBox } from './NotesBinding.ts'

class Box implements TextBox {
  value = ''
  selectionStart = 0
  selectionEnd = 0
  scrollTop = 0

  setSelectionRange(start: number, end: number): void {
    this.selectionStart = start
    this.selectionEnd = end
  }

  /** Types over the selection. */
  type(text: string): void {
    this.value = this.value.slice(0, this.selectionStart) + text + this.value.slice(this.selectionEnd)
    this.setSelectionRange(this.selectionStart + text.length, this.selectionStart + text.length)
  }
}

let document: TestDocument
let box: Box
let binding: NotesBinding

const text = () => document.doc.getText(NOTES_TEXT)
const others = (change: (notes: Y.Text) => void) => document.doc.transact(() => change(text()), 'others')
const type = (letters: string) => {
  box.type(letters)
  binding.handleInput()
}

beforeEach(() => {
  document = new TestDocument()
  document.doc.getText(NOTES_TEXT).insert(0, 'Homework')
  box = new Box()
  binding = new NotesBinding(box, document)
})

describe('notes', () => {
  test('what is there is in the box; what is typed is in the document', () => {
    expect(box.value).toBe('Homework')
    box.setSelectionRange(8, 8)
    type(': 3')
    expect(text().toString()).toBe('Homework: 3')
  })

  test('the caret stays at its letter while others write', () => {
    box.setSelectionRange(4, 4)
    others((notes) => notes.insert(0, 'Our '))
    expect([box.value, box.selectionStart]).toEqual(['Our Homework', 8])
    others((notes) => notes.insert(12, ' is long'))
    expect([box.value, box.selectionStart]).toEqual(['Our Homework is long', 8])
    others((notes) => notes.delete(0, 4))
    expect([box.value, box.selectionStart]).toEqual(['Homework is long', 4])
  })

  test('undo takes back one’s own words and leaves those of others', () => {
    box.setSelectionRange(8, 8)
    type('!')
    others((notes) => notes.insert(0, 'Our '))
    binding.undo()
    expect(box.value).toBe('Our Homework')
    binding.redo()
    expect(box.value).toBe('Our Homework!')
  })

  test('while a word is composed the box is left alone, and nothing of others is lost', () => {
    box.setSelectionRange(8, 8)
    binding.handleComposition(true)
    type('´')
    others((notes) => notes.insert(0, 'Our '))
    expect(box.value).toBe('Homework´')
    box.setSelectionRange(8, 9)
    box.type('é')
    binding.handleComposition(false)
    expect(text().toString()).toBe('Our Homeworké')
    expect(box.value).toBe('Our Homeworké')
  })

  test('without the right the box goes back to what everybody sees', () => {
    document.writable = false
    type('X')
    expect(box.value).toBe('Homework')
    expect(text().toString()).toBe('Homework')
  })

  test('after a refused edit the box shows what the server has', () => {
    const server = new Y.Doc()
    server.getText(NOTES_TEXT).insert(0, 'Homework 4')
    type('X')
    document.replaceBy(server)
    expect(box.value).toBe('Homework 4')
    type('Y')
    expect(server.getText(NOTES_TEXT).toString()).toContain('Y')
  })
})
