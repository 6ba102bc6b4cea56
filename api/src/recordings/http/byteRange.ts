import type { ByteRange } from '@lectern/recording'

const FORM = /^bytes=(\d{0,15})-(\d{0,15})$/

/**
 * What of a thing of so many bytes a `Range` header asks for.
 *
 * @returns `all` where there is no header, or one that need not be honoured (several ranges, another unit); `none` where it asks
 *   for what is not there
 */
export function byteRange(header: string | undefined, bytes: number): ByteRange | 'all' | 'none' {
  const [, first, last] = FORM.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return 'all'
  if (first === '')
    return Number(last) === 0 || bytes === 0 ? 'none' : { from: Math.max(0, bytes - Number(last)), to: bytes - 1 }
  const from = Number(first)
  const to = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  if (last !== '' && Number(last) < from) return 'all'
  return from >= bytes ? 'none' : { from, to }
}
