import { EventEmitter, once } from 'node:events'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type JobKind, JobRunner } from '../src/jobs/JobRunner.ts'
import { type School, startSchool } from './support/startSchool.ts'

let school: School
let runners: JobRunner[]
let events: EventEmitter
const log = pino({ level: 'silent' })

beforeAll(async () => {
  school = await startSchool()
})

afterAll(() => school.stop())

beforeEach(async () => {
  events = new EventEmitter()
  runners = []
})

afterEach(() => Promise.all(runners.map((runner) => runner.close())))

/** A runner of its own, as another process has it. */
function runner(kind: JobKind): JobRunner {
  const made = new JobRunner({ db: school.db, log })
  made.add(kind)
  runners.push(made)
  made.wake()
  return made
}

const jobsOf = (kind: string) => school.db.job.findMany({ where: { kind } })
const gone = (kind: string) => expect.poll(() => jobsOf(kind)).toEqual([])

test('a job is done by one of several, once, and goes', async () => {
  const done: string[] = []
  const kind: JobKind = {
    kind: 'test.once',
    atOnce: 2,
    run: async (key) => {
      done.push(key)
      return 'done'
    },
  }
  const [first] = [runner(kind), runner(kind), runner(kind)]
  const keys = Array.from({ length: 20 }, (_, i) => `key-${i}`)
  await Promise.all(keys.map((key) => first!.ask('test.once', key)))
  for (const each of runners) each.wake()
  await gone('test.once')
  expect(done.sort()).toEqual(keys.sort())
})

test('what is asked for while it is under way is done once more, not twice at a time', async () => {
  let running = 0
  let most = 0
  let runs = 0
  const kind: JobKind = {
    kind: 'test.again',
    atOnce: 5,
    run: async () => {
      runs += 1
      running += 1
      most = Math.max(most, running)
      events.emit('started')
      if (runs === 1) await once(events, 'go on')
      running -= 1
      return 'done'
    },
  }
  const first = runner(kind)
  const started = once(events, 'started')
  await first.ask('test.again', 'a')
  await started
  for (let i = 0; i < 3; i += 1) await first.ask('test.again', 'a')
  runner(kind)
  events.emit('go on')
  await gone('test.again')
  expect([runs, most]).toEqual([2, 1])
})

test('what fails is tried again later, and the row tells why', async () => {
  const attempts: number[] = []
  const kind: JobKind = {
    kind: 'test.fails',
    atOnce: 1,
    run: async (_key, { attempt }) => {
      attempts.push(attempt)
      if (attempt < 2) throw new Error('the store is away')
      return 'done'
    },
  }
  await runner(kind).ask('test.fails', 'a')
  await expect.poll(() => jobsOf('test.fails')).toMatchObject([{ problem: 'the store is away', leasedUntil: null }])
  await gone('test.fails')
  expect(attempts).toEqual([1, 2])
})

test('a job may come again, which is no failure', async () => {
  const attempts: number[] = []
  const kind: JobKind = {
    kind: 'test.comes',
    atOnce: 1,
    run: async (_key, { attempt }) => {
      attempts.push(attempt)
      return attempts.length < 3 ? { againInMs: 1 } : 'done'
    },
  }
  await runner(kind).ask('test.comes', 'a')
  await gone('test.comes')
  expect(attempts).toEqual([1, 1, 1])
})

test('what a process that died held is taken up when its lease has run out', async () => {
  const leasedUntil = new Date(Date.now() + 60_000)
  await school.db.job.create({ data: { kind: 'test.died', key: 'a', attempts: 1, leasedUntil } })
  const kind: JobKind = { kind: 'test.died', atOnce: 1, run: async () => 'done' }
  const alive = runner(kind)
  await alive.ask('test.died', 'b')
  await expect.poll(async () => (await jobsOf('test.died')).map(({ key }) => key)).toEqual(['a'])
  await school.db.job.updateMany({ where: { kind: 'test.died' }, data: { leasedUntil: new Date(Date.now() - 1) } })
  alive.wake()
  await gone('test.died')
})

test('closing has a job stop, and another goes on with it at once', async () => {
  const kind = (name: string): JobKind => ({
    kind: 'test.close',
    atOnce: 1,
    run: async (_key, { signal }) => {
      events.emit('started', name)
      if (name === 'second') return 'done'
      await once(signal, 'abort')
      throw signal.reason
    },
  })
  const started = once(events, 'started')
  const first = runner(kind('first'))
  await first.ask('test.close', 'a')
  await started
  await first.close()
  expect(await jobsOf('test.close')).toMatchObject([{ leasedUntil: null, attempts: 0, problem: null }])
  runner(kind('second'))
  await gone('test.close')
})

test('kinds that follow from something are asked for with it', async () => {
  const done: string[] = []
  const kind = (name: string, on?: JobKind['on']): JobKind => ({
    kind: name,
    atOnce: 1,
    ...(on && { on }),
    run: async (key) => {
      done.push(`${name} ${key}`)
      return 'done'
    },
  })
  const made = runner(kind('test.follows', 'recording.deleted'))
  made.add(kind('test.other', 'timeline.shown'))
  await made.tell('recording.deleted', 'a')
  await expect.poll(() => done).toEqual(['test.follows a'])
  await gone('test.follows')
})
