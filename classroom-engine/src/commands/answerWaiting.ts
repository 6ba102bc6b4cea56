import type { Classroom } from '../room/Classroom.ts'

/** Admits or denies everybody in the waiting room; gives their number. */
export function answerWaiting(room: Classroom, answer: 'admitted' | 'denied', by: string): number {
  const waiting = room.waiting()
  for (const { userId } of waiting) room.append({ kind: 'peer', actor: userId, payload: { type: answer, by } })
  return waiting.length
}
