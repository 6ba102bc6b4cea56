import { expect, test } from 'vitest'
import { MemoryObjectStore } from '../../recording/test/support/MemoryObjectStore.ts'
import { STARTED_AT, TestClass } from '../../recording/test/support/TestClass.ts'
import { writeTimeline } from '../../recording/test/support/writeTimeline.ts'
import { happeningLine } from './happeningLine.ts'
import { happenings } from './happenings.ts'

function smallClass(): TestClass {
  const room = new TestClass()
  const at = (t: number) => {
    room.now = STARTED_AT + t
  }
  room.join('ada', 'Ada', 'instructor')
  room.join('sam', 'Sam')
  at(500)
  room.record(true)
  at(1000)
  room.say('sam', 'message-1', 'Good\nmorning')
  room.changeMessage('message-1', { text: '', deleted: 'staff' })
  at(2000)
  room.draw('ada', '1', 'shape:1', { typeName: 'shape', type: 'draw' })
  room.erase('ada', '1', 'shape:1')
  at(3000)
  room.write('sam', 0, 'note')
  room.raiseHand('sam', true)
  room.raiseHand('sam', false)
  at(4000)
  room.setPoll('poll-1', { question: 'Why?', votes: 2 })
  room.setMedia('mic', { userId: 'sam', source: 'microphone', paused: true })
  room.setMedia('mic', null)
  room.addPage()
  room.removePage('1')
  room.setClass('title', 'x'.repeat(200))
  const track = { type: 'track', track: 'mic-1', producerId: 'p', source: 'microphone', mime: 'audio/mp4' } as const
  room.media('sam', { ...track, width: null, height: null })
  room.media('sam', { type: 'segment', track: 'mic-1', n: 0, at: STARTED_AT + 4000, durationMs: 1500, bytes: 77 })
  room.media('sam', { type: 'trackEnded', track: 'mic-1', reason: 'closed' })
  at(3_723_004)
  room.append({ kind: 'mark', actor: 'ada', payload: { type: 'chapter', id: 'chapter-1', title: 'Sums' } })
  room.end()
  return room
}

test('what a timeline tells is one line each, in order', async () => {
  const timeline = await writeTimeline(new MemoryObjectStore(), 'room', smallClass().entries)
  const lines: string[] = []
  for await (const happening of happenings(timeline)) lines.push(happeningLine(happening, timeline.index.people))
  const later = lines.filter((line) => !line.startsWith('0:00:00.5'))
  expect(lines[0]).toBe('0:00:00.500  recording on')
  expect(lines).toContain('0:00:00.500  Sam: student, class')
  expect(lines).toContain('0:00:00.500  page 1 "Page 1"')
  expect(later).toEqual([
    '0:00:01.000  Sam: chat/0 says "Good\\nmorning"',
    '0:00:01.000  Sam: chat/0 message deleted by staff',
    '0:00:02.000  board/1 shape:1 draw',
    '0:00:02.000  board/1 shape:1 erased',
    '0:00:03.000  Sam: mark: hand "Hand raised"',
    '0:00:03.000  notes: at 0 insert "note"',
    '0:00:03.000  Sam: raises the hand',
    '0:00:03.000  Sam: lowers the hand',
    '0:00:04.000  mark: poll "Why?"',
    '0:00:04.000  mark: page "Page 2"',
    '0:00:04.000  mark: silence "Silence" until 1:02:03.004',
    '0:00:04.000  Sam: track mic-1 begins: microphone, audio/mp4, 1 segments',
    '0:00:04.000  poll "Why?" open, votes: 2',
    '0:00:04.000  Sam: microphone paused',
    '0:00:04.000  mic off',
    '0:00:04.000  page 2 "Page 2"',
    '0:00:04.000  pagesMade = 2',
    '0:00:04.000  page = "2"',
    '0:00:04.000  page 1 removed',
    `0:00:04.000  title = "${'x'.repeat(98)}…`,
    '0:00:05.500  Sam: track mic-1 ends: closed, 77 bytes',
    '1:02:03.004  mark: chapter "Sums"',
    '1:02:03.004  recording off',
  ])
})
