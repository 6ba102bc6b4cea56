/** A box of ISO base media files: length, name, content. */
export function box(name: string, ...content: Buffer[]): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(
    content.reduce((sum, { length }) => sum + length, head.length),
    0,
  )
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, ...content])
}

/** A box with version and flags. */
export const fullBox = (name: string, version: number, flags: number, ...content: Buffer[]): Buffer =>
  box(name, u32(version * 2 ** 24 + flags), ...content)

export const u8 = (...values: number[]): Buffer => Buffer.from(values)

export function u16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length)
  for (const [i, value] of values.entries()) bytes.writeUInt16BE(value, 2 * i)
  return bytes
}

export function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value, 4 * i)
  return bytes
}

export function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}
