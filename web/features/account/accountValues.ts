import { z } from 'zod'

export const DisplayNameValue = z
  .string()
  .trim()
  .min(1, 'Enter the name that others should see.')
  .max(80, 'Use at most 80 characters.')

export const EmailValue = z.string().trim().pipe(z.email('Enter an address like name@example.org.'))

export const NewPasswordValue = z
  .string()
  .min(10, 'Use at least 10 characters.')
  .max(200, 'Use at most 200 characters.')

export const TimeZoneValue = z
  .string()
  .trim()
  .refine(isTimeZone, 'Choose a zone from the list, for example Europe/Warsaw.')

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return name !== ''
  } catch {
    return false
  }
}
