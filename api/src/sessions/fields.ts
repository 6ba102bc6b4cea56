import { z } from 'zod'
import { line } from '../support/text.ts'

const YEAR_MS = 366 * 24 * 60 * 60 * 1000
/** Somebody who plans a class for "now" and takes a minute to press the button is not refused. */
const GRACE_MS = 5 * 60 * 1000

export const SessionTitle = line('Title', { max: 120 })

export const DurationMinutes = z
  .number()
  .int()
  .min(5, 'A class takes at least 5 minutes.')
  .max(480, 'A class takes at most 8 hours.')

export const StartsAt = z
  .date()
  .refine((at) => at.getTime() > Date.now() - GRACE_MS, 'Choose a time in the future.')
  .refine((at) => at.getTime() < Date.now() + 2 * YEAR_MS, 'Choose a time within the next two years.')

export const GuestPolicy = z.enum(['OPEN', 'ASK', 'DENY'])

export const RecordPolicy = z.enum(['INSTRUCTOR', 'SPEAKERS', 'EVERYONE'])
