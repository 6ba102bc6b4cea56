import { COMMANDS, LecternError, type ParsedOf, type StagePoll } from '@lectern/protocol'
import { pollResults } from '../stage/pollResults.ts'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'
import { stageOf } from './stageOf.ts'

type Input = ParsedOf<typeof COMMANDS.openPoll>

/** The stage goes to everybody who comes in: it does not grow without end. */
const MAX_POLLS = 100

/** Opens a poll for everybody in class. */
export const openPoll = handle(COMMANDS.openPoll, ({ room, session: { userId }, now }, input) => {
  const stage = stageOf(room)
  const before = stage.polls.get(input.id)
  if (before?.createdBy === userId) return null
  // Votes of a deleted poll are still in the log: under its id they would count again.
  if (before || room.state.votes.has(input.id)) {
    throw new LecternError('CONFLICT', 'There is a poll with this id. Open yours under a new one.', { field: 'id' })
  }
  if (stage.polls.size >= MAX_POLLS) {
    throw new LecternError('TOO_LARGE', `The class has ${MAX_POLLS} polls. Delete one first.`)
  }
  changeStage(room, userId, (each) => each.polls.set(input.id, newPoll(input, userId, now)))
  return null
})

function newPoll({ question, kind, options, anonymous, results }: Input, createdBy: string, at: number): StagePoll {
  const poll: StagePoll = {
    question,
    kind,
    options: kind === 'text' ? [] : options,
    anonymous,
    results,
    state: 'open',
    createdBy,
    createdAt: at,
    closedAt: null,
    votes: 0,
    counts: null,
    answers: null,
    choices: null,
  }
  return { ...poll, ...pollResults(poll, new Map()) }
}
