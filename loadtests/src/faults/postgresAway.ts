import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { COMMANDS } from '@lectern/protocol'
import type { Fault, FaultRun, Outcome, Violation } from './Fault.ts'
import { type LiveClass, School } from './media/School.ts'

const AWAY_MS = { long: 60_000, short: 5000 }
const ASK_EVERY_MS = 1000
/** A school that is away must be said to be so within this, ms. */
const ANSWER_MS = 8000

interface Measured {
  answers: number[]
  board: number[]
  chat: number[]
  known: number[]
}

export const postgresAway: Fault = {
  id: 4,
  title: 'PostgreSQL stands still, and is killed',
  logs: ['lmdb'],
  seeds: { whole: 2, short: 1 },
  async run({ seeds, short, tell }: FaultRun): Promise<Outcome> {
    const school = await School.start()
    const measured: Measured = { answers: [], board: [], chat: [], known: [] }
    const violations: Violation[] = []
    try {
      for (const seed of seeds) {
        const note = (text: string) => violations.push({ seed, text })
        await standsStill(school, short ? AWAY_MS.short : AWAY_MS.long, measured, note)
        tell(`seed ${seed}: the school knew of the end ${measured.known.at(-1)} ms after PostgreSQL went on`)
        await isKilled(school, measured, note)
        tell(`seed ${seed}: the school knew of the end ${measured.known.at(-1)} ms after PostgreSQL was killed`)
      }
    } finally {
      await school.stop()
    }
    return { figures: figuresOf(measured), violations }
  },
}

function figuresOf({ answers, board, chat, known }: Measured) {
  return [
    { name: 'answer while away', unit: 'ms', values: answers, goal: { of: 'max', atMost: ANSWER_MS } },
    { name: 'longest wait for an edit', unit: 'ms', values: board, goal: { of: 'max', atMost: 1000 } },
    { name: 'longest wait for a chat line', unit: 'ms', values: chat, goal: { of: 'max', atMost: 2000 } },
    { name: 'end and attendance in the records', unit: 'ms', values: known, goal: { of: 'max', atMost: 30_000 } },
  ] as const
}

/** It neither answers nor breaks its connections; the class ends meanwhile. */
async function standsStill(school: School, awayMs: number, measured: Measured, note: (text: string) => void) {
  const live = await school.startClass()
  const stopped = postgresProcesses(school)
  for (const pid of stopped) process.kill(pid, 'SIGSTOP')
  const awayAt = Date.now()
  while (Date.now() < awayAt + awayMs) {
    measured.answers.push(await askMeanwhile(school, note))
    await wait(ASK_EVERY_MS)
  }
  if (await school.apiIsReady()) note('the api said that it was ready')
  measured.board.push(live.stream.longestGap('board', awayAt))
  measured.chat.push(live.stream.longestGap('chat', awayAt))
  await endClass(live, note)
  for (const pid of stopped) process.kill(pid, 'SIGCONT')
  const backAt = Date.now()
  await school.knowsEnd(live.id)
  measured.known.push(Date.now() - backAt)
  if (!(await school.apiIsReady())) note('the api was not ready again')
}

/** It is gone at once, and started again by the supervisor; the class ends meanwhile. */
async function isKilled(school: School, measured: Measured, note: (text: string) => void): Promise<void> {
  const live = await school.startClass()
  const killedAt = Date.now()
  process.kill(postgresProcesses(school)[0]!, 'SIGKILL')
  await endClass(live, note)
  await school.knowsEnd(live.id)
  measured.known.push(Date.now() - killedAt)
}

async function endClass({ stream }: LiveClass, note: (text: string) => void): Promise<void> {
  const unrenewed = await stream.request(COMMANDS.renewToken, undefined)
  if (unrenewed) note(`a token was not renewed: ${unrenewed}`)
  if (!stream.connected) note('somebody in class lost the connection')
  // The end may overtake its own answer; the records will tell.
  await stream.request(COMMANDS.endClass, undefined)
  stream.close()
}

/** How long the school takes to say that it is away, ms. */
async function askMeanwhile(school: School, note: (text: string) => void): Promise<number> {
  const askedAt = Date.now()
  const { errors } = await school.askByWeb('{ courses(first: 1) { totalCount } }')
  const code = errors?.[0]?.extensions.code
  if (code !== 'SCHOOL_UNAVAILABLE') note(`the school answered ${code ?? 'as if nothing were'}`)
  return Date.now() - askedAt
}

/** PostgreSQL itself, then the processes of its connections. */
function postgresProcesses({ stack }: School): number[] {
  const [first] = readFileSync(join(stack.dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')
  const children = readFileSync(`/proc/${first}/task/${first}/children`, 'utf8')
  return [Number(first), ...children.trim().split(' ').filter(Boolean).map(Number)]
}
