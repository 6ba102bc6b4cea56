import { z } from 'zod'

// Not U+200E, U+200F, U+061C, U+200C and U+200D: right-to-left scripts and emoji need them, and they overturn nothing.
const BIDI_OVERRIDES = /[\u202A-\u202E\u2066-\u2069\uFEFF]/g
// Tab and line feed stay.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g

/**
 * Text without control characters, bidi overrides and halves of surrogate pairs (which would not survive UTF-8, so that the
 * log would tell another text than the live class showed). Ends are trimmed.
 */
export function plainText(value: string): string {
  return value
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(CONTROLS, '')
    .replace(BIDI_OVERRIDES, '')
    .toWellFormed()
    .trim()
}

const notEmpty = (max: number) => z.string().min(1, 'Write something.').max(max, `Use at most ${max} characters.`)

/** Plain text of 1 to `max` UTF-16 units, lines allowed. */
export const multiLineText = (max: number) => z.string().transform(plainText).pipe(notEmpty(max))

/** Plain text of 1 to `max` UTF-16 units on one line. */
export const lineOfText = (max: number) =>
  z
    .string()
    .transform((value) => plainText(value).replace(/\s+/g, ' '))
    .pipe(notEmpty(max))
