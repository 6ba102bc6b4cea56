import type { GuestPolicy } from '../../graphql/generated/documents.ts'

/** Where guests come in to a class of the school; null where it admits none. */
export function guestPath({ id, guestPolicy }: { id: string; guestPolicy: GuestPolicy }): string | null {
  return guestPolicy === 'DENY' ? null : `/guest/${id}`
}
