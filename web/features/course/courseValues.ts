import { z } from 'zod'

export const SUMMARY_LIMIT = 240

export const CourseValues = z.object({
  title: z.string().trim().min(3, 'Use at least 3 characters.').max(120, 'Use at most 120 characters.'),
  summary: z
    .string()
    .trim()
    .min(1, 'Say in a sentence what one learns.')
    .max(SUMMARY_LIMIT, `Use at most ${SUMMARY_LIMIT} characters.`),
  description: z
    .string()
    .trim()
    .min(1, 'Say what happens in the classes.')
    .max(20_000, 'Use at most 20,000 characters.'),
  published: z.boolean(),
})
