import { canonicalJson } from '../../../scripts/support/canonicalJson.ts'
import { type Act, type Action, countRecord, type History, type LogView, type Seen, type Since } from './History.ts'

/** By how much the log's clock may be ahead of the clients', on a busy machine; what is healed after a loss comes later. */
const CLOCKS_MS = 200

/**
 * What of a history must not be, in words; nothing where it is sound. All clients must have come to rest before: what is on its way
 * counts as lost.
 */
export function checkHistory(history: History): string[] {
  return [
    ...differences(history),
    ...history.actions.flatMap((action) => untrueAck(action, history)),
    ...people(history).flatMap((person) => [
      ...boardOf(person, history),
      ...notesOf(person, history),
      ...chatOf(person, history),
      ...privatesOf(person, history),
      ...voteOf(person, history),
      ...handOf(person, history),
    ]),
    ...answersOnStage(history.log),
  ]
}

const people = ({ finals }: History): string[] => [...finals.keys()]
const isOf =
  <Type extends Action['act']['type']>(person: string, ...types: Type[]) =>
  (action: Action): action is Action & { act: { type: Type } } =>
    action.person === person && (types as string[]).includes(action.act.type)
const named = ({ person, n, act }: Action) => `${person}'s action ${n} (${act.type})`

/** All final states are the one that a fresh fold of the log gives. */
function differences({ finals, log }: History): string[] {
  const parts = Object.keys(log.seen) as (keyof Seen)[]
  return parts.flatMap((part) => {
    const wanted = canonicalJson(log.seen[part])
    return [...finals].flatMap(([person, seen]) =>
      canonicalJson(seen[part]) === wanted ? [] : [`what ${person} sees of ${part} is not what the log says`],
    )
  })
}

/** What was acknowledged was in the log by then. Who comes back heals what was lost; the log's own time tells it. */
function untrueAck(action: Action, { actions, log }: History): string[] {
  const { ackedAt, act } = action
  if (ackedAt === undefined || ackedAt <= log.knownFrom) return []
  if (act.type === 'hand') return untrueHand(action, ackedAt, actions, log)
  const since = durableSince(action.person, act, log)
  if (since === undefined) {
    return [`${named(action)} was acknowledged (${JSON.stringify(action.reply)}) and is not in the log`]
  }
  if (since <= ackedAt + CLOCKS_MS) return []
  return [`${named(action)} was acknowledged ${since - ackedAt} ms before it was in the log`]
}

function durableSince(person: string, act: Exclude<Act, { type: 'hand' }>, log: LogView): number | undefined {
  const first = <Value>(timeline: Since<Value>[] | undefined, fits: (value: Value) => boolean) =>
    timeline?.find(({ value }) => fits(value))?.t
  switch (act.type) {
    case 'draw':
    case 'erase':
      return first(log.board.get(act.edit.client), (clock) => clock >= act.edit.clock)
    case 'write':
      return first(log.notes.get(act.edit.client), (clock) => clock >= act.edit.clock)
    case 'chat':
      return log.chat.get(act.id)
    case 'private':
      return first(log.privates.get(act.id), () => true)
    case 'vote':
      return first(log.votes.get(person), (text) => text === act.text)
  }
}

/** A hand that goes up and down within one step leaves no trace: what counts is where it was, or was to be, when the answer came. */
function untrueHand(action: Action, ackedAt: number, actions: readonly Action[], log: LogView): string[] {
  const { person, n } = action
  const isUp = log.hands.get(person)?.findLast(({ t }) => t <= ackedAt + CLOCKS_MS)?.value ?? false
  const possible = actions.filter(isOf(person, 'hand')).filter((each) => each.n >= n && each.at <= ackedAt + CLOCKS_MS)
  if (possible.some(({ act }) => act.raised === isUp)) return []
  return [`${named(action)} was acknowledged, but the hand was ${isUp ? 'up' : 'down'} in the log`]
}

/** Every record that was drawn and not erased is there; what was erased is gone; the edits are in the log in their order. */
function boardOf(person: string, { actions, log }: History): string[] {
  const own = actions.filter(isOf(person, 'draw', 'erase'))
  const latest = new Map(own.map((action) => [action.act.record, action]))
  const wrong = [...latest.values()].flatMap((action) => {
    if (action.ackedAt === undefined) return []
    const isThere = action.act.record in log.seen.board
    if (isThere === (action.act.type === 'draw')) return []
    return [`${named(action)} was acknowledged, but ${action.act.record} is ${isThere ? 'still' : 'not'} on the board`]
  })
  const told = log.counts.get(person) ?? []
  const counts = told.filter((each) => each !== undefined)
  const count = (log.seen.board[countRecord(person)] as { n: number } | undefined)?.n ?? 0
  const acked = own.findLast(({ ackedAt }) => ackedAt !== undefined)?.n ?? 0
  if (count < acked) wrong.push(`${person}'s board stands at edit ${count}, though ${acked} was acknowledged`)
  if (counts.length < told.length)
    wrong.push(`${person}'s latest board record was gone for a moment, though nobody erased it`)
  if (!isRising(counts)) wrong.push(`${person}'s board edits are in the log in another order: ${counts.join(' ')}`)
  return wrong
}

function notesOf(person: string, { actions, log }: History): string[] {
  return inOrder(
    actions.filter(isOf(person, 'write')),
    ({ act }) => timesIn(log.seen.notes, act.token),
    ({ act }) => log.seen.notes.indexOf(act.token),
    'the notes',
  )
}

function chatOf(person: string, { actions, log }: History): string[] {
  const messages = Object.entries(log.seen.chat)
  return inOrder(
    actions.filter(isOf(person, 'chat')),
    ({ act }) => messages.filter(([, message]) => message.text === act.text).length,
    ({ act }) => log.seen.chat[act.id]?.n ?? -1,
    'the chat',
  )
}

/** What was acknowledged is there once, what was not at most once, and all of it in the order of doing. */
function inOrder<One extends Action>(
  actions: One[],
  times: (action: One) => number,
  place: (action: One) => number,
  where: string,
): string[] {
  const wrong = actions.flatMap((action) => {
    const count = times(action)
    if (count > 1) return [`${named(action)} is in ${where} ${count} times`]
    return count === 0 && action.ackedAt !== undefined ? [`${named(action)} is not in ${where}`] : []
  })
  const there = actions.filter((action) => times(action) > 0)
  if (!isRising(there.map(place))) wrong.push(`what ${there[0]!.person} did is in ${where} in another order`)
  return wrong
}

function privatesOf(person: string, { actions, log }: History): string[] {
  return actions.filter(isOf(person, 'private')).flatMap((action) => {
    const count = log.privates.get(action.act.id)?.length ?? 0
    if (count > 1) return [`${named(action)} is in the log ${count} times`]
    return count === 0 && action.ackedAt !== undefined ? [`${named(action)} is not in the log any more`] : []
  })
}

/** The last vote that was acknowledged counts, or one that came after it. */
function voteOf(person: string, { actions, log }: History): string[] {
  const own = actions.filter(isOf(person, 'vote'))
  const acked = own.findLastIndex(({ ackedAt }) => ackedAt !== undefined)
  const counts = log.votes.get(person)?.at(-1)?.value
  const known = own.slice(Math.max(0, acked)).map(({ act }) => act.text)
  const votes = (log.votes.get(person) ?? []).map(({ value }) => value)
  const wrong = new Set(votes).size < votes.length ? [`a vote of ${person} is in the log twice`] : []
  if (acked === -1 || known.includes(counts ?? '')) return wrong
  return [...wrong, `${person}'s vote counts as "${counts}", though "${own[acked]!.act.text}" was acknowledged`]
}

function handOf(person: string, { actions, log }: History): string[] {
  const own = actions.filter(isOf(person, 'hand'))
  const changes = log.hands.get(person)?.length ?? 0
  if (changes > own.length) return [`${person}'s hand changed ${changes} times, after ${own.length} commands`]
  const last = own.at(-1)
  if (last?.ackedAt === undefined) return []
  const isUp = person in log.seen.stage.hands!
  if (isUp === last.act.raised) return []
  return [`${named(last)} was acknowledged, but the hand is ${isUp ? 'up' : 'down'}`]
}

/** The stage shows everybody's vote as the log has it. */
export function answersOnStage(log: LogView): string[] {
  const polls = Object.values(log.seen.stage.polls!) as { answers: { text: string; by: string }[] | null }[]
  const shown = polls.flatMap(({ answers }) => answers ?? []).map(({ by, text }) => [by, text])
  const counted = [...log.votes].map(([person, votes]) => [person, votes.at(-1)!.value])
  const isAlike = canonicalJson(Object.fromEntries(shown)) === canonicalJson(Object.fromEntries(counted))
  return isAlike && shown.length === counted.length ? [] : ['the votes on the stage are not those of the log']
}

const isRising = (numbers: readonly number[]) =>
  numbers.every((value, index) => index === 0 || value > numbers[index - 1]!)
const timesIn = (text: string, part: string) => text.split(part).length - 1
