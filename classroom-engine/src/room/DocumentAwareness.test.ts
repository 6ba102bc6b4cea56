import { afterEach, describe, expect, test } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { Doc } from 'yjs'
import { type AwarenessSpeaker, DocumentAwareness } from './DocumentAwareness.ts'

const docs: Doc[] = []
/** With a clock of its own, which ends with its document. */
function newAwareness(): Awareness {
  const doc = new Doc()
  docs.push(doc)
  return new Awareness(doc)
}
afterEach(() => {
  for (const doc of docs.splice(0)) doc.destroy()
})

/** A document's awareness with stock clients at it, and what goes to and fro until all is quiet. */
class Meeting {
  readonly server = new DocumentAwareness(() => undefined)
  readonly clients: StockClient[] = []
  /** Updates that everybody was told. */
  told = 0

  join(userId: string, awareness = newAwareness()): StockClient {
    const client = new StockClient(this.server, userId, awareness)
    this.clients.push(client)
    client.say([awareness.clientID])
    return client
  }

  leave(client: StockClient): void {
    this.clients.splice(this.clients.indexOf(client), 1)
    client.isCut = true
    this.server.closed(client)
  }

  /** Tells everybody what changed, again and again until nothing does. */
  settle(): void {
    for (let rounds = 0; ; rounds += 1) {
      const update = this.server.takeChanges()
      if (!update) return
      expect(rounds).toBeLessThan(10)
      this.told += 1
      for (const client of this.clients) client.hear(update)
    }
  }
}

/** A client that, like y-websocket, says every change of its awareness, even one that it was just told. */
class StockClient implements AwarenessSpeaker {
  readonly userId: string
  readonly awareness: Awareness
  isShown = true
  isCut = false
  readonly #server: DocumentAwareness

  constructor(server: DocumentAwareness, userId: string, awareness: Awareness) {
    this.#server = server
    this.userId = userId
    this.awareness = awareness
    awareness.on('update', ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) => {
      this.say([...added, ...updated, ...removed])
    })
  }

  get user() {
    return { id: this.userId, name: this.userId, hue: 10, role: 'student' as const }
  }

  claimAwareness(): void {}

  say(clientIds: number[]): void {
    if (!this.isCut) this.#server.receive(this, encodeAwarenessUpdate(this.awareness, clientIds))
  }

  hear(update: Uint8Array): void {
    applyAwarenessUpdate(this.awareness, update, 'server')
  }

  tellAwareness(update: Uint8Array): void {
    this.hear(update)
  }

  move(x: number): void {
    this.awareness.setLocalStateField('x', x)
  }

  /** Where this client sees another. */
  seesAt({ awareness }: StockClient): unknown {
    return this.awareness.getStates().get(awareness.clientID)?.x
  }
}

function pair() {
  const meeting = new Meeting()
  const [ada, sam] = ['ada', 'sam'].map((userId) => meeting.join(userId)) as [StockClient, StockClient]
  ada.move(1)
  sam.move(1)
  meeting.settle()
  return { meeting, ada, sam }
}

describe('[SY8] stock clients', () => {
  test('see each other, each with the user that the engine knows', () => {
    const { ada, sam } = pair()
    expect([ada.seesAt(sam), sam.seesAt(ada)]).toEqual([1, 1])
    expect(ada.awareness.getStates().get(sam.awareness.clientID)).toMatchObject({
      user: { id: 'sam', role: 'student' },
    })
  })

  test('repeat what they are told, and are not told that again', () => {
    const { meeting, ada, sam } = pair()
    const before = meeting.told
    ada.move(2)
    meeting.settle()
    expect(sam.seesAt(ada)).toBe(2)
    expect(meeting.told - before).toBe(1)
  })

  test('are never set back by what they hear of themselves', () => {
    const { meeting, ada, sam } = pair()
    ada.move(2)
    const late = meeting.server.takeChanges()!
    ada.move(3)
    for (const client of meeting.clients) client.hear(late)
    meeting.settle()
    expect(ada.awareness.getLocalState()).toMatchObject({ x: 3 })
    expect(sam.seesAt(ada)).toBe(3)
  })

  test('who leaves is seen no more, and is seen at once after coming back', () => {
    const { meeting, ada, sam } = pair()
    meeting.leave(ada)
    meeting.settle()
    expect(sam.seesAt(ada)).toBeUndefined()
    const back = meeting.join('ada', ada.awareness)
    meeting.settle()
    expect(sam.seesAt(back)).toBe(1)
    back.move(2)
    meeting.settle()
    expect([sam.seesAt(back), back.awareness.getLocalState()?.x]).toEqual([2, 2])
  })

  test('who comes back before the old connection is known to be gone stays in sight', () => {
    const { meeting, ada, sam } = pair()
    ada.isCut = true
    const back = meeting.join('ada', ada.awareness)
    meeting.leave(ada)
    back.move(2)
    meeting.settle()
    expect(sam.seesAt(back)).toBe(2)
  })

  test('are seen at once by those who saw them before the engine was started anew', () => {
    const { ada, sam } = pair()
    const next = new Meeting()
    for (const client of [ada, sam]) client.isCut = true
    const [adaAgain, samAgain] = [next.join('ada', ada.awareness), next.join('sam', sam.awareness)]
    next.settle()
    expect([adaAgain.seesAt(samAgain), samAgain.seesAt(adaAgain)]).toEqual([1, 1])
  })

  test('who may not be seen is hidden from those who saw, and comes back into sight', () => {
    const { meeting, ada, sam } = pair()
    ada.isShown = false
    meeting.server.refresh()
    meeting.settle()
    ada.move(2)
    meeting.settle()
    expect(sam.seesAt(ada)).toBeUndefined()
    ada.isShown = true
    meeting.server.refresh()
    meeting.settle()
    expect(sam.seesAt(ada)).toBe(2)
  })

  test('a renewal without a change is passed on, so that nobody forgets who is there', () => {
    const { meeting, ada } = pair()
    const before = meeting.told
    ada.awareness.setLocalState(ada.awareness.getLocalState())
    meeting.settle()
    expect(meeting.told - before).toBe(1)
  })
})
