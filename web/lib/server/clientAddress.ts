/**
 * Address of the caller, undefined where it is not known. server.ts puts it into the header and removes whatever
 * the caller wrote there.
 */
export function clientAddress(headers: { get(name: string): string | null }): string | undefined {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || undefined
}
