import { DisplayName } from '@lectern/protocol'
import { z } from 'zod'
import { line } from '../support/text.ts'

/** An address in the form in which accounts keep it: trimmed, in lower case. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('Enter an email address, for example ada@example.org.').max(254, 'That address is too long.'))

export const NewPassword = z
  .string()
  .min(10, 'Use at least 10 characters for the password.')
  .max(200, 'Use at most 200 characters for the password.')

/** The name that others see in class. */
export const Name = line('Name', { max: 80 }).pipe(DisplayName)

const isTimeZone = (name: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** IANA name. Offsets like +02:00 are refused: they do not know of summer time. */
export const TimeZone = z
  .string()
  .max(60)
  .refine((name) => /^[A-Za-z]/.test(name) && isTimeZone(name), 'Choose a time zone, for example Europe/Warsaw.')
