import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openLmdb } from '../../../classroom-engine/src/log/openLmdb.ts'
import type { Random } from '../../../scripts/support/random.ts'

/** What a bad sector or a write that was cut short makes of bytes. */
export type Damage = 'bit-flipped' | 'torn'

/**
 * Damages an entry of a room where it is in the file, behind the back of whoever has it open; nobody may. Throws where the entry is
 * not in the file.
 */
export async function damageTail(
  folder: string,
  room: string,
  seq: number,
  how: Damage,
  chance: Random,
): Promise<void> {
  const row = await storedRow(folder, room, seq)
  const file = join(folder, 'data.mdb')
  const content = await readFile(file)
  const places = occurrences(content, row)
  if (places.length === 0) throw new Error(`entry ${seq} of ${room} is not in ${file}`)
  const damaged = how === 'torn' ? torn(row) : flipped(row, chance)
  const handle = await open(file, 'r+')
  // Older copies of the page may be there as well.
  for (const place of places) await handle.write(damaged, 0, damaged.length, place)
  await handle.close()
}

async function storedRow(folder: string, room: string, seq: number): Promise<Buffer> {
  const root = openLmdb(folder, { readOnly: true })
  const row = root.openDB<Buffer, [string, number]>({ name: 'entries', encoding: 'binary' }).get([room, seq])
  const copy = row && Buffer.from(row)
  await root.close()
  if (!copy) throw new Error(`${room} has no entry ${seq}`)
  return copy
}

function occurrences(content: Buffer, row: Buffer): number[] {
  const places: number[] = []
  for (let at = content.indexOf(row); at >= 0; at = content.indexOf(row, at + 1)) places.push(at)
  return places
}

function torn(row: Buffer): Buffer {
  const half = Buffer.from(row)
  return half.fill(0, half.length >> 1)
}

function flipped(row: Buffer, { below }: Random): Buffer {
  const other = Buffer.from(row)
  const at = below(other.length)
  other[at] = other[at]! ^ (1 << below(8))
  return other
}
