import type { Context } from '../context.ts'
import type { DebugNode, DebugReport } from '../generated/resolvers.ts'
import { requireAdmin } from '../viewer.ts'
import { type Answer, askNodes } from './askNodes.ts'
import { ownReport } from './ownReport.ts'

const MAX_ROOMS = 200
const MAX_ERRORS = 100

/** What runs, put together from what each service tells of itself. */
export async function debug(ctx: Context): Promise<DebugReport> {
  requireAdmin(ctx)
  const { config, recentErrors } = ctx
  const answers = await askNodes(config)
  return combined([{ report: ownReport(recentErrors) }, ...answers])
}

function combined(answers: readonly Answer[]): DebugReport {
  const reports = answers.flatMap(({ report }) => report ?? [])
  return {
    at: new Date(),
    nodes: answers.map(nodeOf),
    rooms: reports
      .flatMap(({ rooms, name }) => rooms.map((room) => ({ ...room, engine: name })))
      .sort((a, b) => b.people - a.people || a.title.localeCompare(b.title))
      .slice(0, MAX_ROOMS),
    errors: reports
      .flatMap(({ errors, service, name }) => errors.map((error) => ({ ...error, service, node: name })))
      .sort((a, b) => b.at - a.at)
      .slice(0, MAX_ERRORS)
      .map((error) => ({ ...error, at: new Date(error.at) })),
  }
}

function nodeOf(answer: Answer): DebugNode {
  if (!answer.report) return { ...answer, rooms: 0, people: 0, workers: [] }
  const { service, name, version, startedAt, rooms, workers } = answer.report
  const people = sum(rooms.map((room) => room.people))
  return { service, name, version, startedAt: new Date(startedAt), rooms: rooms.length, people, workers }
}

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0)
