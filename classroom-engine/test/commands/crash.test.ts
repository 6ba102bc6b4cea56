import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StagePoll } from '@lectern/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { canonicalJson } from '../../../scripts/support/canonicalJson.ts'
import { JOIN_SECRET } from '../support/mintToken.ts'
import { Cast } from './Cast.ts'
import type { Client } from './Client.ts'
import { EngineProcess } from './EngineProcess.ts'

let folder: string
let engine: EngineProcess
let cast: Cast

const start = () => EngineProcess.start({ LECTERN_JOIN_SECRET: JOIN_SECRET, LECTERN_DATA_DIR: folder })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-crash-'))
  engine = await start()
  cast = new Cast(engine.url)
})

afterEach(async () => {
  await cast.close()
  await engine.kill()
  await rm(folder, { recursive: true })
})

/** Kills the engine, starts it on the same folder, and lets the same people come again. */
async function crash(): Promise<void> {
  await engine.kill()
  await cast.close()
  engine = await start()
  cast = new Cast(engine.url, cast.room)
}

const anonymousPoll = { id: 'poll-0001', question: 'Which?', kind: 'single', options: ['a', 'b'], anonymous: true }
const readPoll = (doc: Y.Doc) => doc.getMap('polls').get('poll-0001') as StagePoll
const readStage = (doc: Y.Doc) =>
  canonicalJson(['class', 'pages', 'hands', 'reactions'].map((name) => doc.getMap(name).toJSON()))
const readChat = (doc: Y.Doc) => canonicalJson(doc.getMap('messages').toJSON())

async function doAll(ada: Client, sam: Client): Promise<void> {
  await ada.do('setLocks', { locks: { cursors: true } })
  await ada.do('setLayout', { layout: 'grid', forAll: true })
  await ada.do('setTimer', { do: 'start', durationMs: 60_000 })
  await ada.do('setGrant', { userId: 'sam', grant: 'draw', on: true })
  await ada.do('addPage', { id: 'page-0001', title: 'Cells' })
  await sam.do('raiseHand', { raised: true })
  await sam.do('react', { kind: 'heart' })
  await sam.do('sendPrivate', { id: 'private-1', to: 'ada', text: 'Psst' })
  await sam.do('sendChat', { id: 'message-1', text: 'Hello' })
  await ada.do('editChat', { id: 'message-0', text: 'Welcome all' })
}

test('[CM3] what was acknowledged is there after kill -9', async () => {
  const [ada, sam] = [await cast.ada, await cast.sam]
  await ada.do('sendChat', { id: 'message-0', text: 'Welcome' })
  await doAll(ada, sam)
  await ada.do('ban', { userId: (await cast.kim).userId })
  const [stage, chat] = [await ada.sees('stage', readStage, Boolean), await ada.sees('chat/0', readChat, Boolean)]
  await crash()

  const back = await cast.connect('ada', 'instructor')
  const welcome = await back.do('joinClass', {})
  expect(welcome).toMatchObject({ privateMessages: [{ id: 'private-1', from: 'sam', to: 'ada', text: 'Psst' }] })
  expect(await back.sees('stage', readStage, Boolean)).toBe(stage)
  expect(await back.sees('chat/0', readChat, Boolean)).toBe(chat)
  await expect(cast.kim).rejects.toMatchObject({ code: 'REMOVED' })
})

test('[CM3] the very last command before kill -9 is there, whichever it is', async () => {
  for (let round = 1; round <= 3; round += 1) {
    const sam = await cast.sam
    const { message } = await sam.do('sendChat', { id: `message-${round}`, text: `Round ${round}` })
    await crash()
    const read = (doc: Y.Doc) => doc.getMap('messages').toJSON()
    const messages = await (await cast.sam).sees('chat/0', read, Boolean)
    expect(Object.keys(messages)).toHaveLength(round)
    expect(messages[`message-${round}`]).toEqual(message)
  }
})

test('[CM4] a command that is sent again after kill -9 answers as it did before', async () => {
  const [ada, sam] = [await cast.ada, await cast.sam]
  const chat = { id: 'message-1', text: 'Hello' }
  const note = { id: 'private-1', to: 'ada', text: 'Psst' }
  const page = { id: 'page-0001', title: 'Cells' }
  const before = [await sam.do('sendChat', chat), await sam.do('sendPrivate', note), await ada.do('addPage', page)]
  await crash()
  const [adaAgain, samAgain] = [await cast.ada, await cast.sam]
  const after = [
    await samAgain.do('sendChat', chat),
    await samAgain.do('sendPrivate', note),
    await adaAgain.do('addPage', page),
  ]
  expect(after).toEqual(before)
  expect(await adaAgain.sees('stage', (doc) => doc.getMap('pages').size, Boolean)).toBe(2)
  expect(adaAgain.heard('chat:private')).toEqual([])
})

test('[CM8] after kill -9 all votes count, and an anonymous one is still one per person', async () => {
  const [ada, sam] = [await cast.ada, await cast.sam]
  await ada.do('openPoll', anonymousPoll)
  // The second comes too soon after the first to show before the engine is gone.
  await ada.do('vote', { id: 'poll-0001', options: [0] })
  await sam.do('vote', { id: 'poll-0001', options: [0] })
  await crash()
  const back = await cast.ada
  expect(await back.sees('stage', readPoll, ({ votes }) => votes > 1)).toMatchObject({ votes: 2, counts: [2, 0] })
  await (await cast.sam).do('vote', { id: 'poll-0001', options: [1] })
  const changed = await back.sees('stage', readPoll, ({ counts }) => counts?.[1] === 1)
  expect(changed).toMatchObject({ votes: 2, counts: [1, 1], choices: null })
})
