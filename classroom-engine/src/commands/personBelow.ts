import { LecternError, type StagePerson } from '@lectern/protocol'
import type { CommandContext } from './handle.ts'
import { mayActOn } from './mayActOn.ts'
import { stageOf } from './stageOf.ts'

/** Somebody of the class whom the caller may act on. Throws NOT_FOUND, NOT_ALLOWED. Rule [RO2]. */
export function personBelow(context: CommandContext, userId: string): Readonly<StagePerson> {
  const person = stageOf(context.room).people.get(userId)
  if (!person) throw new LecternError('NOT_FOUND', 'That person is not in this class.', { field: 'userId' })
  if (mayActOn(context, userId)) return person
  throw new LecternError('NOT_ALLOWED', 'You can do this only to people of a lower role.', { field: 'userId' })
}
