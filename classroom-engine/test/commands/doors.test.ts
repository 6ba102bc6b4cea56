import { COMMANDS, ERRORS } from '@lectern/protocol'
import { afterAll, expect, test } from 'vitest'
import { TestEngine } from '../support/TestEngine.ts'

const engine = await TestEngine.start()

afterAll(() => engine.stop())

/** An instructor and a student in a class of their own. */
async function newClass(room: string) {
  const ada = await engine.joined({ room, sub: 'ada', role: 'instructor' })
  const sam = await engine.joined({ room, sub: 'sam' })
  return { ada, sam, open: (name: string) => engine.synced(name, { room, sub: 'sam' }) }
}

test.each(['remove', 'ban'] as const)(
  '[TK5] %s closes the person on every door, and keeps all doors closed',
  async (name) => {
    const { ada, sam, open } = await newClass(name)
    const documents = await Promise.all(['stage', 'board/1', 'chat/0', 'notes'].map(open))
    const closed = [sam.closed(), ...documents.map((each) => each.closed())]
    await ada.do(COMMANDS[name], { userId: 'sam' })
    const [, ...byDocument] = await Promise.all(closed)
    for (const each of byDocument) expect(each).toMatchObject({ code: ERRORS.REMOVED.close })
    const again = await engine.stock('board/1', { room: name, sub: 'sam' })
    expect(await again.closed()).toMatchObject({ code: ERRORS.REMOVED.close })
    const command = await engine.commands({ room: name, sub: 'sam' })
    expect(await command.refused()).toMatchObject({ code: 'REMOVED' })
  },
)

test('unban opens the doors again', async () => {
  const { ada } = await newClass('unban')
  await ada.do(COMMANDS.ban, { userId: 'sam' })
  await ada.do(COMMANDS.unban, { userId: 'sam' })
  await engine.synced('board/1', { room: 'unban', sub: 'sam' })
  await engine.joined({ room: 'unban', sub: 'sam' })
})

test('[SY11] the end of the class closes every door, after its ack', async () => {
  const { ada, sam, open } = await newClass('ended')
  const board = await open('board/1')
  const closed = Promise.all([board.closed(), sam.closed(), ada.closed()])
  expect(await ada.do(COMMANDS.endClass, {})).toBeNull()
  expect((await closed)[0]).toMatchObject({ code: ERRORS.CLASS_ENDED.close })
  const command = await engine.commands({ room: 'ended', sub: 'sam' })
  expect(await command.refused()).toMatchObject({ code: 'CLASS_ENDED' })
})

test('[DO1] a removed page closes its document, and no other', async () => {
  const { ada, open } = await newClass('pages')
  const { page } = await ada.do(COMMANDS.addPage, {})
  const [kept, gone] = [await open('board/1'), await open(`board/${page}`)]
  const closed = gone.closed()
  await ada.do(COMMANDS.removePage, { page })
  expect(await closed).toMatchObject({ code: ERRORS.DOCUMENT_NOT_FOUND.close })
  expect(kept.provider.wsconnected).toBe(true)
})

test('[RO4] a new role and a lock hold at once on open documents', async () => {
  const { ada, open } = await newClass('rights')
  const [board, notes] = [await open('board/1'), await open('notes')]
  const onlooker = await engine.synced('board/1', { room: 'rights', sub: 'ada', role: 'instructor' })
  await ada.do(COMMANDS.setRole, { userId: 'sam', role: 'assistant' })
  board.records.set('shape:1', { id: 'shape:1', typeName: 'shape', parentId: 'page:page' })
  await onlooker.until(() => onlooker.records.has('shape:1'))
  await ada.do(COMMANDS.setRole, { userId: 'sam', role: 'student' })
  await ada.do(COMMANDS.setLocks, { locks: { notes: true } })
  const refused = [board.denied(), notes.denied()]
  board.records.set('shape:2', { id: 'shape:2', typeName: 'shape', parentId: 'page:page' })
  notes.doc.getText('text').insert(0, 'late')
  await Promise.all(refused)
  expect(onlooker.records.has('shape:2')).toBe(false)
})
