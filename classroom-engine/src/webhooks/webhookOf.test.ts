import { type Entry, type NewEntry, WebhookEvent } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { webhookOf } from './webhookOf.ts'

const entry = (entry: NewEntry): Entry => ({ ...entry, seq: 7, t: 1000 })

test.each<[NewEntry, string]>([
  [{ kind: 'mark', actor: 'server', payload: { type: 'opened', title: '' } }, 'room.opened'],
  [{ kind: 'mark', actor: 'ada', payload: { type: 'ended' } }, 'room.ended'],
  [{ kind: 'mark', actor: 'ada', payload: { type: 'recording', on: true, policy: 'everyone' } }, 'recording.started'],
  [{ kind: 'mark', actor: 'ada', payload: { type: 'recording', on: false, policy: 'everyone' } }, 'recording.stopped'],
  [
    { kind: 'peer', actor: 'sam', payload: { type: 'join', name: 'Sam', role: 'student', guest: true } },
    'person.joined',
  ],
  [{ kind: 'peer', actor: 'sam', payload: { type: 'leave' } }, 'person.left'],
])('[WH1] %j is %s', (body, type) => {
  const event = webhookOf('room', entry(body))
  expect(WebhookEvent.parse(event)).toMatchObject({ id: 'room:7', room: 'room', t: 1000, type })
})

test.each<NewEntry>([
  { kind: 'doc', actor: 'sam', document: 'notes', payload: new Uint8Array() },
  { kind: 'mark', actor: 'ada', payload: { type: 'chapter', id: 'chapter-1', title: 'Cells' } },
  { kind: 'peer', actor: 'sam', payload: { type: 'waiting', name: 'Sam' } },
  { kind: 'media', actor: 'sam', payload: { type: 'stopped', producerId: 'p' } },
])('[WH1] %j is nothing to the school', (body) => {
  expect(webhookOf('room', entry(body))).toBeUndefined()
})
