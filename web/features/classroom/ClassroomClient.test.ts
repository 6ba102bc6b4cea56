import { COMMANDS, type LecternError, MEDIA_COMMANDS } from '@lectern/protocol'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ClassroomClient } from './ClassroomClient.ts'
import { FakeSocket } from './FakeSocket.ts'

let socket: FakeSocket
let client: ClassroomClient

const NOW = 1_800_000_000_000

/** A join token that ends in so many seconds. */
function token(seconds: number, name = 'Sam'): string {
  const claims = { room: 'demo', sub: 'sam', name, role: 'student', exp: Math.floor(Date.now() / 1000) + seconds }
  return `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`
}

const joined = (more: object = {}) => ({
  state: 'joined',
  peerId: 'p1',
  userId: 'sam',
  role: 'student',
  hue: 3,
  now: Date.now(),
  token: token(600, 'renewed'),
  privateMessages: [],
  waiting: [],
  media: true,
  ...more,
})

function make(refreshToken?: () => Promise<string>): void {
  socket = new FakeSocket()
  client = new ClassroomClient({
    engineUrl: 'http://engine',
    token: token(600),
    refreshToken,
    openSocket: () => socket,
    random: () => 0,
  })
}

async function comeIn(): Promise<void> {
  socket.accept()
  socket.answer('class:join', joined())
  await vi.advanceTimersByTimeAsync(0)
}

/** As `make`, with the connection opened at the door. */
function prepare(): void {
  make()
  client.prepare()
  socket.accept()
}

const state = () => client.state.getSnapshot()
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: LecternError) => error.code,
  )
const text = (id: string) => ({ id, text: 'hello' })

beforeEach(() => {
  vi.useFakeTimers({ now: NOW })
  make()
})

afterEach(() => {
  client.close()
  vi.useRealTimers()
})

describe('joining', () => {
  test('connects, joins, and tells', async () => {
    const heard: boolean[] = []
    client.onJoined((is) => heard.push(is))
    client.start()
    expect(state().phase).toBe('connecting')
    await comeIn()
    expect(state()).toEqual({ phase: 'joined', nextTryAt: null, closedBecause: null })
    expect(client.joined).toBe(true)
    expect(client.me).toMatchObject({ userId: 'sam', hue: 3 })
    expect(heard).toEqual([true])
  })

  test('waits in the lobby until admitted', async () => {
    client.start()
    socket.accept()
    socket.answer('class:join', { state: 'waiting' })
    await vi.advanceTimersByTimeAsync(0)
    expect(state().phase).toBe('waiting')
    socket.tell('lobby:admitted', {})
    socket.answer('class:join', joined())
    await vi.advanceTimersByTimeAsync(0)
    expect(state().phase).toBe('joined')
  })

  test('a refusal for good closes, with its reason', async () => {
    client.start()
    socket.refuse({ code: 'REMOVED', message: 'You were removed from this class.' })
    expect(state()).toMatchObject({ phase: 'closed', closedBecause: { code: 'REMOVED' } })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(socket.attempts).toBe(1)
  })

  test('a refusal for now is tried again after the pause that it names', async () => {
    client.start()
    socket.accept()
    socket.fail('class:join', { code: 'CLASS_NOT_STARTED', message: 'Not yet.', retryAfterMs: 7000 })
    await vi.advanceTimersByTimeAsync(0)
    expect(state()).toMatchObject({ phase: 'connecting', nextTryAt: NOW + 7000 })
    await vi.advanceTimersByTimeAsync(7000)
    expect(socket.attempts).toBe(2)
  })

  test('log time is the engine’s, whatever this clock says', async () => {
    client.start()
    socket.accept()
    socket.answer('class:join', joined({ now: NOW + 90_000 }))
    await vi.advanceTimersByTimeAsync(0)
    expect(client.logNow()).toBe(NOW + 90_000)
  })
})

describe('a lost connection', () => {
  test('comes back by itself, says when, and waits longer each time', async () => {
    client.start()
    await comeIn()
    socket.lose()
    expect(state()).toMatchObject({ phase: 'reconnecting', nextTryAt: NOW + 500 })
    await vi.advanceTimersByTimeAsync(500)
    expect(state().nextTryAt).toBeNull()
    socket.refuse()
    expect(state().nextTryAt).toBe(NOW + 500 + 1000)
    await vi.advanceTimersByTimeAsync(1000)
    await comeIn()
    expect(state().phase).toBe('joined')
    socket.lose()
    expect(state().nextTryAt).toBe(Date.now() + 500)
  })

  test('is tried at once when asked', async () => {
    client.start()
    await comeIn()
    socket.lose()
    client.retryNow()
    expect(socket.attempts).toBe(2)
    expect(state().nextTryAt).toBeNull()
    client.retryNow()
    expect(socket.attempts).toBe(2)
  })

  test('after the engine says that it stops, it is tried again', async () => {
    client.start()
    await comeIn()
    socket.tell('class:closed', { code: 'NODE_DRAINING', message: 'Restarting.' })
    expect(state().phase).toBe('reconnecting')
    await vi.advanceTimersByTimeAsync(500)
    expect(socket.attempts).toBe(2)
  })

  test('after the class ended, it is not', async () => {
    client.start()
    await comeIn()
    socket.tell('class:closed', { code: 'CLASS_ENDED', message: 'This class has ended.' })
    expect(state()).toMatchObject({ phase: 'closed', closedBecause: { code: 'CLASS_ENDED' } })
  })
})

describe('requests', () => {
  beforeEach(async () => {
    client.start()
    await comeIn()
  })

  test('resolve with the value and reject with the engine’s error', async () => {
    const position = client.request(COMMANDS.raiseHand, { raised: true })
    socket.answer('hand:raise', { position: 2 })
    expect(await position).toEqual({ position: 2 })
    const refused = failure(client.request(COMMANDS.setPage, { page: '2' }))
    socket.fail('page:set', { code: 'NOT_ALLOWED', message: 'No.' })
    expect(await refused).toBe('NOT_ALLOWED')
  })

  test('an error code of a newer engine is an internal error with its sentence', async () => {
    const refused = client.request(COMMANDS.raiseHand, { raised: true }).catch((error: LecternError) => error)
    socket.fail('hand:raise', { code: 'BRAND_NEW' as never, message: 'Something new.' })
    expect(await refused).toMatchObject({ code: 'INTERNAL', message: 'Something new.' })
  })

  test('a repeatable one survives a short loss and is sent again', async () => {
    const done = client.request(COMMANDS.raiseHand, { raised: true })
    socket.lose()
    await vi.advanceTimersByTimeAsync(500)
    await comeIn()
    socket.answer('hand:raise', { position: 1 })
    expect(await done).toEqual({ position: 1 })
  })

  test('and fails when the connection stays away', async () => {
    const refused = failure(client.request(COMMANDS.raiseHand, { raised: true }))
    socket.lose()
    await vi.advanceTimersByTimeAsync(15_000)
    expect(await refused).toBe('NOT_CONNECTED')
  })

  test.each([
    ['a reaction', () => client.request(COMMANDS.react, { kind: 'clap' })],
    ['the timer', () => client.request(COMMANDS.setTimer, { do: 'pause' })],
    ['media', () => client.request(MEDIA_COMMANDS.close, { producerId: 'x' })],
  ])('%s is not repeated: its moment is gone', async (_what, send) => {
    const refused = failure(send())
    socket.lose()
    expect(await refused).toBe('NOT_CONNECTED')
  })

  test('without a connection they fail at once', async () => {
    socket.lose()
    expect(await failure(client.request(COMMANDS.raiseHand, { raised: true }))).toBe('NOT_CONNECTED')
  })

  test('without an answer a repeatable one is sent again', async () => {
    const done = client.request(COMMANDS.raiseHand, { raised: true })
    const first = socket.sent.shift()!
    await vi.advanceTimersByTimeAsync(12_000)
    expect(socket.sent.map(({ event }) => event)).toEqual(['hand:raise'])
    first.ack({ ok: true, value: { position: 4 } })
    expect(await done).toEqual({ position: 4 })
  })
})

describe('messages that are kept', () => {
  const send = (id: string) => client.request(COMMANDS.sendChat, text(id), { keep: true })
  const sentIds = () => socket.sent.map(({ payload }) => (payload as { id: string }).id)

  test('are not overtaken by later ones while they have to be tried again', async () => {
    client.start()
    await comeIn()
    const [first, second] = [send('message-1'), send('message-2')]
    socket.fail('chat:send', { code: 'RATE_LIMITED', message: 'Wait.', retryAfterMs: 3000 })
    expect(sentIds()).toEqual([])
    await vi.advanceTimersByTimeAsync(3000)
    expect(sentIds()).toEqual(['message-1'])
    socket.answer('chat:send', 'one')
    socket.answer('chat:send', 'two')
    expect([await first, await second]).toEqual(['one', 'two'])
  })

  test('one that is refused does not hold up the next', async () => {
    client.start()
    await comeIn()
    const [first, second] = [failure(send('message-1')), send('message-2')]
    socket.fail('chat:send', { code: 'LOCKED', message: 'Locked.' })
    expect(await first).toBe('LOCKED')
    socket.answer('chat:send', 'two')
    expect(await second).toBe('two')
  })

  test('wait for the connection, go out in order and once', async () => {
    client.start()
    const first = send('message-1')
    const second = send('message-2')
    expect(socket.sent).toEqual([])
    await comeIn()
    expect(sentIds()).toEqual(['message-1'])
    socket.answer('chat:send', 'one')
    expect(sentIds()).toEqual(['message-2'])
    socket.answer('chat:send', 'two')
    expect(await first).toBe('one')
    expect(await second).toBe('two')
    expect(socket.sent).toEqual([])
  })

  test('are sent again when the answer was lost, however long it takes', async () => {
    client.start()
    await comeIn()
    const done = send('message-1')
    socket.lose()
    await vi.advanceTimersByTimeAsync(500)
    socket.refuse()
    await vi.advanceTimersByTimeAsync(600_000)
    await comeIn()
    socket.answer('chat:send', 'sent')
    expect(await done).toBe('sent')
  })

  test('wait as long as the engine asks when it is too much, and fail when it is refused', async () => {
    client.start()
    await comeIn()
    const done = send('message-1')
    socket.fail('chat:send', { code: 'RATE_LIMITED', message: 'Wait.', retryAfterMs: 3000 })
    await vi.advanceTimersByTimeAsync(2999)
    expect(socket.sent).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    socket.answer('chat:send', 'sent')
    expect(await done).toBe('sent')
    const locked = failure(send('message-2'))
    socket.fail('chat:send', { code: 'LOCKED', message: 'Locked.' })
    expect(await locked).toBe('LOCKED')
  })
})

describe('tokens', () => {
  test('are renewed at half of their life', async () => {
    const tokens: string[] = []
    client.on('token', (fresh) => tokens.push(fresh))
    client.start()
    await comeIn()
    await vi.advanceTimersByTimeAsync(299_000)
    expect(socket.sent).toEqual([])
    await vi.advanceTimersByTimeAsync(2000)
    const next = token(600, 'again')
    socket.answer('token:renew', { token: next, expiresAt: 0 })
    await vi.advanceTimersByTimeAsync(0)
    expect(client.token).toBe(next)
    expect(tokens).toHaveLength(2)
  })

  test('an expired one is replaced by the school, once', async () => {
    const refresh = vi.fn(async () => token(600, 'fresh'))
    make(refresh)
    client.start()
    socket.refuse({ code: 'TOKEN_EXPIRED', message: 'Expired.' })
    await vi.advanceTimersByTimeAsync(0)
    expect(refresh).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(0)
    expect(socket.attempts).toBe(2)
    socket.refuse({ code: 'TOKEN_EXPIRED', message: 'Expired.' })
    await vi.advanceTimersByTimeAsync(0)
    expect(refresh).toHaveBeenCalledTimes(1)
    expect(state()).toMatchObject({ phase: 'closed', closedBecause: { code: 'TOKEN_EXPIRED' } })
  })

  test('who asks for a fresh one gets that at hand while it is good, and all share one request after that', async () => {
    const refresh = vi.fn(async () => token(600, 'fresh'))
    make(refresh)
    expect(await client.freshToken()).toBe(client.token)
    client.handleTokenRefused(client.token)
    const [one, other] = await Promise.all([client.freshToken(), client.freshToken()])
    expect(one).toBe(other)
    expect(refresh).toHaveBeenCalledTimes(1)
    expect(client.token).toBe(one)
  })
})

describe('leaving', () => {
  test('says goodbye, then closes', async () => {
    client.start()
    await comeIn()
    const left = client.leave()
    socket.answer('class:leave', null)
    await left
    expect(state()).toEqual({ phase: 'closed', nextTryAt: null, closedBecause: null })
  })

  test('does not wait long for an engine that is silent', async () => {
    client.start()
    await comeIn()
    const left = client.leave()
    await vi.advanceTimersByTimeAsync(1000)
    await left
    expect(state().phase).toBe('closed')
  })

  test('what waits for an answer fails', async () => {
    client.start()
    const kept = failure(client.request(COMMANDS.sendChat, text('message-1'), { keep: true }))
    client.close()
    expect(await kept).toBe('NOT_CONNECTED')
  })
})

describe('the network', () => {
  test('when it is lost, the class is known to be away at once, and what is kept waits', async () => {
    client.start()
    await comeIn()
    const sent = client.request(COMMANDS.sendChat, text('3b241101-e2bb-4255-8caf-4136c566a962'), { keep: true })
    client.handleNetworkLost()
    expect(state().phase).toBe('reconnecting')
    client.handleNetworkBack()
    await comeIn()
    socket.answer('chat:send', { message: {} })
    expect(await sent).toEqual({ message: {} })
  })

  test('when it is back, it is tried at once, also where an attempt hangs', async () => {
    client.start()
    await comeIn()
    socket.lose()
    await vi.advanceTimersByTimeAsync(60_000)
    const before = socket.attempts
    client.handleNetworkBack()
    expect(socket.attempts).toBe(before + 1)
    expect(state().nextTryAt).toBeNull()
  })

  test('nothing is disturbed where the connection held, or is over', async () => {
    client.start()
    await comeIn()
    client.handleNetworkBack()
    expect(socket.attempts).toBe(1)
    client.close()
    client.handleNetworkBack()
    expect(socket.attempts).toBe(1)
  })
})

describe('opened at the door', () => {
  test('nobody is told before one comes in, and then nothing is opened anew', async () => {
    prepare()
    expect(socket.sent).toEqual([])
    client.start()
    socket.answer('class:join', joined())
    await vi.advanceTimersByTimeAsync(0)
    expect(state().phase).toBe('joined')
    expect(socket.attempts).toBe(1)
  })

  test('a connection that was lost or refused meanwhile is opened when one comes in', async () => {
    prepare()
    socket.lose()
    client.prepare()
    socket.refuse({ code: 'INTERNAL', message: 'not now' })
    expect(state()).toMatchObject({ phase: 'connecting', nextTryAt: null })
    client.start()
    await comeIn()
    expect(state().phase).toBe('joined')
  })
})
