import { z } from 'zod'

// biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL refuses NUL, and the others have no place in a text
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

const free = (label: string) =>
  z.string().refine((value) => !CONTROL.test(value), `${label}: remove invisible characters.`)

const atMost = (max: number, label: string) => `${label}: use at most ${max.toLocaleString('en')} characters.`

/** One line, trimmed, runs of blanks as one. */
export const line = (label: string, { min = 1, max }: { min?: number; max: number }) =>
  free(label)
    .transform((value) => value.replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(min, min === 1 ? `${label}: this is needed.` : `${label}: use at least ${min} characters.`)
        .max(max, atMost(max, label)),
    )

/** Several lines, trimmed, with one kind of line end. */
export const paragraphs = (label: string, { max }: { max: number }) =>
  free(label)
    .transform((value) => value.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().min(1, `${label}: this is needed.`).max(max, atMost(max, label)))
