import type { Browser } from 'playwright-core'
import type { MediaStack } from '../../../../web/e2e/media/MediaStack.ts'
import { Participant } from './Participant.ts'

/** One who shows and speaks, and one who looks and listens. */
export interface PairInClass {
  room: string
  teacher: Participant
  student: Participant
}

/** Resolves once sound and picture of the one reach the other. */
export async function openPair(browser: Browser, stack: MediaStack, room: string): Promise<PairInClass> {
  const teacher = await Participant.join(browser, stack, { room, userId: 'ada', claims: { role: 'instructor' } })
  const student = await Participant.join(browser, stack, { room, userId: 'sam' })
  await teacher.send()
  await student.lookAt('ada')
  await student.receives({ since: 0 })
  return { room, teacher, student }
}
