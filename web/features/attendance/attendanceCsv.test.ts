import { expect, test } from 'vitest'
import { attendanceCsv } from './attendanceCsv'

const sam = {
  id: '1',
  name: 'Sam Okafor',
  role: 'STUDENT' as const,
  firstJoinedAt: '2026-11-24T13:00:00.000Z',
  lastLeftAt: '2026-11-24T14:00:00.000Z',
  seconds: 3_569,
  joins: 2,
}

test('writes a header and one line per person', () => {
  expect(attendanceCsv([sam])).toBe(
    'Name,Role,Came,Left,Minutes in class,Times joined\r\n' +
      'Sam Okafor,student,2026-11-24T13:00:00.000Z,2026-11-24T14:00:00.000Z,59,2\r\n',
  )
})

test('somebody still in class has no time of leaving', () => {
  expect(attendanceCsv([{ ...sam, lastLeftAt: null }])).toContain('T13:00:00.000Z,,59')
})

test.each([
  ['Novak, Kim', '"Novak, Kim"'],
  ['Kim "K" Novak', '"Kim ""K"" Novak"'],
  ['=HYPERLINK("http://evil.test")', `"'=HYPERLINK(""http://evil.test"")"`],
  ['+1', "'+1"],
])('the name %s is written as %s', (name, written) => {
  expect(
    attendanceCsv([{ ...sam, name }])
      .split('\r\n')[1]
      ?.startsWith(`${written},student`),
  ).toBe(true)
})
