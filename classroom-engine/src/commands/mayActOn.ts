import { RANK } from '@lectern/protocol'
import type { CommandContext } from './handle.ts'
import { stageOf } from './stageOf.ts'

/** Whether somebody is of the class and of a lower rank than the caller. Rule [RO2]. */
export function mayActOn({ room, standing }: CommandContext, userId: string): boolean {
  const person = stageOf(room).people.get(userId)
  return person !== undefined && RANK[person.role] < RANK[standing.role]
}
