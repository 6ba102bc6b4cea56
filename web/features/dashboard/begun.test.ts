import { expect, test } from 'vitest'
import type { MyClassesQuery } from '../../graphql/generated/documents.ts'
import { begun } from './begun.ts'

type PastClass = MyClassesQuery['myClasses']['past'][number]
type Progress = NonNullable<NonNullable<PastClass['recording']>['myProgress']>

function past(id: string, progress: Partial<Progress> | null, rest: { viewerCanWatch?: boolean } = {}): PastClass {
  return {
    id,
    title: `Class ${id}`,
    state: 'ENDED',
    startsAt: '2026-11-01T10:00:00.000Z',
    startedAt: null,
    endedAt: null,
    durationMinutes: 60,
    viewerCanStart: false,
    viewerCanJoin: false,
    course: { id: 'c', slug: 'c', title: 'Algebra' },
    recording: {
      id,
      state: 'PLAYABLE',
      failure: null,
      durationSeconds: 3000,
      published: true,
      viewerCanEdit: false,
      viewerCanWatch: rest.viewerCanWatch ?? true,
      video: { state: 'LOCAL', percent: null, failure: null },
      myProgress: progress && { positionSeconds: 600, watchedShare: 0.2, completed: false, ...progress },
    },
  }
}

test('what was begun and not finished is offered again', () => {
  expect(begun([past('a', {})])).toEqual([
    { id: 'a', title: 'Class a', courseTitle: 'Algebra', position: 600, duration: 3000 },
  ])
})

test('what was finished, barely opened, never opened or cannot be watched is not', () => {
  const rows = [
    past('a', { completed: true }),
    past('b', { positionSeconds: 4 }),
    past('c', null),
    past('d', {}, { viewerCanWatch: false }),
    { ...past('e', {}), recording: null },
  ]
  expect(begun(rows)).toEqual([])
})

test('a position after the end, as an edit may leave it, is the end', () => {
  expect(begun([past('a', { positionSeconds: 9000 })])[0]?.position).toBe(3000)
})

test('a few are enough', () => {
  expect(begun(['a', 'b', 'c', 'd', 'e'].map((id) => past(id, {}))).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
})
