import { describe, expect, test } from 'vitest'
import type { ManagedRecordingPartsFragment } from '../../../graphql/generated/documents.ts'
import { type Draft, draftOf, isChanged, mergeCuts, toSave } from './draft.ts'
import { draftProblems } from './draftProblems.ts'

const recording: ManagedRecordingPartsFragment = {
  id: 'r',
  state: 'PLAYABLE',
  failure: null,
  durationSeconds: 3600,
  published: true,
  viewerCanEdit: true,
  viewerCanWatch: true,
  video: { state: 'LOCAL', percent: null, failure: null },
  title: 'Week 1',
  startedAt: '2026-11-01T10:00:00.000Z',
  visibility: 'LINK',
  keptUntil: '2027-11-01T22:59:00.000Z',
  linkKey: 'k',
  linkExpiresAt: null,
  chapters: [
    { id: 'a', atSeconds: 60.5, title: 'Start' },
    { id: 'b', atSeconds: 600, title: 'Proof' },
  ],
  edits: {
    revision: 1,
    state: 'APPLIED',
    percent: null,
    trimFromSeconds: 30,
    trimToSeconds: null,
    cuts: [{ fromSeconds: 100, toSeconds: 120 }],
    hiddenMessages: ['m2', 'm1'],
    people: [{ userId: 'u', remove: false, rename: 'A student' }],
  },
}
const before = draftOf(recording, 'Europe/Warsaw')
const save = (change: Partial<Draft>) => toSave(before, { ...before, ...change }, 'Europe/Warsaw')

describe('what is sent', () => {
  test('nothing, where nothing was changed', () => {
    expect(save({})).toEqual({ details: null, edits: null })
    expect(isChanged(before, before)).toBe(false)
  })

  test('of the details only what was changed', () => {
    expect(save({ published: false })).toEqual({ details: { published: false }, edits: null })
    expect(save({ title: ' Week one ' }).details).toEqual({ title: 'Week one' })
    expect(save({ title: ' ' }).details).toEqual({ title: null })
  })

  test('days last to their end, in the zone that they are shown in', () => {
    expect(before.keptUntil).toBe('2027-11-01')
    expect(save({ keptUntil: '2027-12-01' }).details).toEqual({ keptUntil: '2027-12-01T22:59:00.000Z' })
    expect(save({ keptUntil: '' }).details).toEqual({ keptUntil: null })
    expect(save({ linkUntil: '2027-07-01' }).details).toEqual({ linkExpiresAt: '2027-07-01T21:59:00.000Z' })
  })

  test('the whole list of chapters, in the order of time', () => {
    const chapters = [...before.chapters, { id: 'new', atSeconds: 300, title: ' Basis ' }]
    expect(save({ chapters }).details?.chapters).toEqual([
      { atSeconds: 60.5, title: 'Start' },
      { atSeconds: 300, title: 'Basis' },
      { atSeconds: 600, title: 'Proof' },
    ])
  })

  test('the whole edit list, however little of it was changed', () => {
    expect(save({ hidden: ['m1'] })).toEqual({
      details: null,
      edits: {
        trimFromSeconds: 30,
        trimToSeconds: null,
        cuts: [{ fromSeconds: 100, toSeconds: 120 }],
        hiddenMessages: ['m1'],
        people: [{ userId: 'u', remove: false, rename: 'A student' }],
      },
    })
  })

  test('of people only those who are changed, and of the removed no other name', () => {
    const people = [
      { userId: 'u', remove: true, rename: 'A student' },
      { userId: 'v', remove: false, rename: '  ' },
    ]
    expect(save({ people }).edits?.people).toEqual([{ userId: 'u', remove: true, rename: null }])
  })

  test('what was hidden in another order is no change', () => {
    expect(save({ hidden: ['m1', 'm2'] }).edits).toBeNull()
  })
})

test('cuts that overlap or touch are one', () => {
  const cut = (fromSeconds: number, toSeconds: number) => ({ fromSeconds, toSeconds })
  expect(mergeCuts([cut(50, 60), cut(10, 20), cut(20, 30), cut(12, 15)])).toEqual([cut(10, 30), cut(50, 60)])
})

describe('what cannot be saved', () => {
  const problems = (change: Partial<Draft>) => draftProblems({ ...before, ...change }, 3600)
  const cut = (fromSeconds: number, toSeconds: number) => [{ id: 'c', fromSeconds, toSeconds }]

  test('nothing is wrong with what was saved before', () => expect(problems({})).toEqual([]))

  test('a recording that ends before it begins', () => {
    expect(problems({ trimFrom: 90, trimTo: 80 })).toEqual(['The recording must begin before it ends.'])
    expect(problems({ trimFrom: 3600 })).toHaveLength(1)
  })

  test('an empty cut, or one that leaves nothing', () => {
    expect(problems({ cuts: cut(20, 20) })).toEqual(['A cut must begin before it ends.'])
    expect(problems({ cuts: cut(0, 3600) })).toEqual(['A cut leaves nothing of the recording.'])
  })

  test('a chapter without a title', () => {
    expect(problems({ chapters: [{ id: 'a', atSeconds: 1, title: ' ' }] })).toEqual(['Every chapter needs a title.'])
  })
})
