import { COMMANDS, LecternError, type ParsedOf, type StagePoll } from '@lectern/protocol'
import { equalityDeep } from 'lib0/function'
import { anonymousVoter } from '../stage/anonymousVoter.ts'
import { handle } from './handle.ts'
import { pollOf } from './pollOf.ts'
import { pollResultsOf } from './pollResultsOf.ts'

type Input = ParsedOf<typeof COMMANDS.vote>

/**
 * Votes, or votes differently, while the poll is open. `secret` hides who voted in an anonymous poll, from the log too: keep it the
 * same over restarts, or people vote twice.
 */
export const vote = (secret: string) =>
  handle(COMMANDS.vote, ({ room, session: { userId } }, input) => {
    const poll = pollOf(room, input.id)
    if (poll.state === 'closed') throw new LecternError('CONFLICT', 'This poll is closed.', { field: 'id' })
    const choice = choiceOf(poll, input)
    const actor = poll.anonymous ? anonymousVoter(secret, room.id, input.id, userId) : userId
    if (equalityDeep(room.state.votes.get(input.id)?.get(actor), choice)) return null
    room.append({ kind: 'peer', actor, payload: { type: 'vote', poll: input.id, ...choice } })
    pollResultsOf(room).voted(input.id)
    return null
  })

function choiceOf(poll: Readonly<StagePoll>, input: Input): { options: number[]; text: string | null } {
  if (poll.kind === 'text') {
    if (input.text === undefined) throw new LecternError('BAD_REQUEST', 'Write an answer.', { field: 'text' })
    return { options: [], text: input.text }
  }
  const options = [...new Set(input.options)].sort((a, b) => a - b)
  if (options.length === 0) throw wrongOptions('Choose an answer.')
  if (poll.kind === 'single' && options.length > 1) throw wrongOptions('Choose one answer only.')
  if (options.some((each) => each >= poll.options.length)) throw wrongOptions('This poll has no such answer.')
  return { options, text: null }
}

const wrongOptions = (message: string) => new LecternError('BAD_REQUEST', message, { field: 'options' })
