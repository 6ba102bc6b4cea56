const SHT_GNU_VERNEED = 0x6ffffffe
const VER_FLG_WEAK = 2

/**
 * Marks one required symbol version of a 64-bit little-endian ELF file as weak, in place, so that the loader
 * accepts a library without it. Returns how many needs were marked; throws on another kind of file.
 */
export function weakenVersionNeed(elf: Buffer, version: string): number {
  if (elf.readUInt32BE(0) !== 0x7f454c46 || elf[4] !== 2 || elf[5] !== 1) throw new Error('not a 64-bit ELF file')
  const sections = Number(elf.readBigUInt64LE(0x28))
  const entrySize = elf.readUInt16LE(0x3a)
  const count = elf.readUInt16LE(0x3c)
  const section = (index: number) => {
    const at = sections + index * entrySize
    return {
      type: elf.readUInt32LE(at + 4),
      offset: Number(elf.readBigUInt64LE(at + 0x18)),
      link: elf.readUInt32LE(at + 0x28),
      entries: elf.readUInt32LE(at + 0x2c),
    }
  }
  const needs = Array.from({ length: count }, (_, index) => section(index)).find(({ type }) => type === SHT_GNU_VERNEED)
  if (!needs) return 0
  const names = section(needs.link).offset
  let marked = 0
  for (const aux of versionEntries(elf, needs.offset, needs.entries)) {
    if (cString(elf, names + elf.readUInt32LE(aux + 8)) !== version) continue
    elf.writeUInt16LE(elf.readUInt16LE(aux + 4) | VER_FLG_WEAK, aux + 4)
    marked += 1
  }
  return marked
}

/** Offsets of all Vernaux entries: each Verneed (one library) heads a chain of them (its versions). */
function* versionEntries(elf: Buffer, offset: number, libraries: number): Generator<number> {
  let need = offset
  for (let library = 0; library < libraries; library++) {
    let aux = need + elf.readUInt32LE(need + 8)
    for (let left = elf.readUInt16LE(need + 2); left > 0; left--) {
      yield aux
      aux += elf.readUInt32LE(aux + 12)
    }
    need += elf.readUInt32LE(need + 12)
  }
}

function cString(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, bytes.indexOf(0, at))
}
