import { COMMANDS } from '@lectern/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { School, WEBHOOK_SECRET } from './support/School.ts'
import { TestEngine } from './support/TestEngine.ts'

let school: School
let engine: TestEngine

beforeEach(async () => {
  school = new School()
  const webhooks = { url: await school.listen(), secret: WEBHOOK_SECRET, firstRetryMs: 20 }
  engine = await TestEngine.start({ presenceGraceMs: 20, webhooks })
})
afterEach(async () => {
  await engine.stop()
  school.close()
})

const ada = { sub: 'ada', role: 'instructor' } as const

test('[WH1] the school is told of a class, signed, in the order of the log', async () => {
  const teacher = await engine.joined(ada)
  const student = await engine.joined({ sub: 'sam' })
  student.close()
  await school.until(() => school.events.length >= 4)
  await teacher.do(COMMANDS.endClass, {})
  await school.until(() => school.events.length >= 6)
  expect(school.happened()).toEqual([
    'room.opened',
    'person.joined ada',
    'person.joined sam',
    'person.left sam',
    'person.left ada',
    'room.ended',
  ])
  expect(school.events[2]).toMatchObject({ room: 'room', name: 'Name of sam', role: 'student', guest: false })
  expect(new Set(school.events.map(({ id }) => id)).size).toBe(6)
})

test('[WH3] what is not taken is sent again, in order', async () => {
  school.status = 503
  await engine.joined(ada)
  await school.until(() => school.tries >= 3)
  expect(school.events).toEqual([])
  school.status = 204
  await school.until(() => school.events.length >= 2)
  expect(school.happened()).toEqual(['room.opened', 'person.joined ada'])
})

test('[WH3] after a restart it goes on where it was', async () => {
  await engine.joined(ada)
  await school.until(() => school.events.length >= 2)
  school.status = 503
  await engine.joined({ sub: 'sam' })
  await school.until(() => school.tries >= 3)
  await engine.restart()
  school.status = 204
  // Nobody comes back, so that both have left as well.
  await school.until(() => school.events.length >= 5)
  expect(school.happened().slice(0, 3)).toEqual(['room.opened', 'person.joined ada', 'person.joined sam'])
  expect(school.happened().slice(3).sort()).toEqual(['person.left ada', 'person.left sam'])
})
