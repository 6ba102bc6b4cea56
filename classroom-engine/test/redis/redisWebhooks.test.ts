import { afterEach, beforeEach, expect, test } from 'vitest'
import { School, WEBHOOK_SECRET } from '../support/School.ts'
import { TestCluster } from '../support/TestCluster.ts'
import type { TestEngine } from '../support/TestEngine.ts'

const ada = { sub: 'ada', role: 'instructor' } as const

let cluster: TestCluster
let school: School
let first: TestEngine
let second: TestEngine

beforeEach(async () => {
  school = new School()
  cluster = await TestCluster.start()
  const webhooks = { url: await school.listen(), secret: WEBHOOK_SECRET, firstRetryMs: 20 }
  first = await cluster.engine({ webhooks, presenceGraceMs: 60_000 })
  second = await cluster.engine({ webhooks, presenceGraceMs: 60_000 })
})
afterEach(async () => {
  await cluster.stop()
  school.close()
})

const ids = () => school.events.map(({ id }) => id)

test('[WH3] the leader alone tells the school, and the next leader goes on where it was', async () => {
  await first.joined(ada)
  await second.joined({ sub: 'sam' })
  await school.until(() => school.events.length >= 3)
  expect(school.happened()).toEqual(['room.opened', 'person.joined ada', 'person.joined sam'])
  await first.engine.close()
  await second.joined({ sub: 'kim' })
  await school.until(() => school.happened().includes('person.joined kim'))
  expect(new Set(ids()).size).toBe(ids().length)
})

test('[WH3] what a leader could not deliver the next one does', async () => {
  school.status = 503
  await first.joined(ada)
  await school.until(() => school.tries >= 3)
  await first.engine.close()
  school.status = 204
  await second.joined({ sub: 'sam' })
  await school.until(() => school.happened().includes('person.joined sam'))
  expect(school.happened().slice(0, 2)).toEqual(['room.opened', 'person.joined ada'])
})
