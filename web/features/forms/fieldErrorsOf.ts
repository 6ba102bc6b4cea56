import type { z } from 'zod'

export type FieldErrors<Values> = Partial<Record<keyof Values, string>>

/** The first complaint about each field. */
export function fieldErrorsOf<Values>(error: z.ZodError): FieldErrors<Values> {
  const errors: Record<string, string> = {}
  for (const issue of error.issues) errors[String(issue.path[0])] ??= issue.message
  return errors as FieldErrors<Values>
}
