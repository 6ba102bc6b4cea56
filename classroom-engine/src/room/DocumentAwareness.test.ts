import { expect, test } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { Doc } from 'yjs'
import { DocumentAwareness } from './DocumentAwareness.ts'

const speaker = {
  userId: 'ada',
  user: { id: 'ada', name: 'Ada', hue: 10, role: 'instructor' as const },
  isShown: true,
  claimAwareness: () => undefined,
}

/** A client that, like y-websocket, says every change of its awareness, even one that it was just told. */
function stockClient(server: DocumentAwareness) {
  const awareness = new Awareness(new Doc())
  const said: number[] = []
  awareness.on('update', ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) => {
    said.push(awareness.meta.get(awareness.clientID)!.clock)
    server.receive(speaker, encodeAwarenessUpdate(awareness, [...added, ...updated, ...removed]))
  })
  return { awareness, said, tell: (update: Uint8Array) => applyAwarenessUpdate(awareness, update, 'server') }
}

test('[SY8] a stock client that repeats what it is told of itself is not told again', () => {
  const server = new DocumentAwareness(() => undefined)
  const client = stockClient(server)
  server.receive(speaker, encodeAwarenessUpdate(client.awareness, [client.awareness.clientID]))
  let rounds = 0
  for (let update = server.takeChanges(); update && rounds < 20; update = server.takeChanges(), rounds += 1)
    client.tell(update)
  expect(rounds).toBe(1)

  client.awareness.setLocalStateField('cursor', { x: 1 })
  const update = server.takeChanges()
  expect(update).toBeDefined()
  client.tell(update!)
  expect(server.takeChanges()).toBeUndefined()
  client.awareness.destroy()
})

test('[SY8] what a client says before it hears of itself is not undone by what it hears', () => {
  const server = new DocumentAwareness(() => undefined)
  const client = stockClient(server)
  server.receive(speaker, encodeAwarenessUpdate(client.awareness, [client.awareness.clientID]))
  const late = server.takeChanges()!
  client.awareness.setLocalStateField('cursor', { x: 2 })
  client.tell(late)
  let told = server.takeChanges()
  for (let rounds = 0; told && rounds < 20; rounds += 1) {
    client.tell(told)
    told = server.takeChanges()
  }
  expect(told).toBeUndefined()
  expect(client.awareness.getLocalState()).toMatchObject({ cursor: { x: 2 } })
  const other = new Awareness(new Doc())
  applyAwarenessUpdate(other, server.all()!, 'server')
  expect(other.getStates().get(client.awareness.clientID)).toMatchObject({ cursor: { x: 2 }, user: { id: 'ada' } })
  for (const awareness of [client.awareness, other]) awareness.destroy()
})
