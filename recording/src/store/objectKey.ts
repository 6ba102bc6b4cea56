const PART = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/
const LONGEST = 512

/** The parts of a key. Throws where it is none: what comes from outside must not lead out of the store. */
export function keyParts(key: string): string[] {
  const parts = key.split('/')
  if (key.length > LONGEST || !parts.every((part) => PART.test(part))) throw new RangeError(`"${key}" is no object key`)
  return parts
}

/** The folder of a prefix and the beginning of a name in it: `a/b/c` → `a/b`, `c`. Throws as `keyParts` does. */
export function prefixParts(prefix: string): { folders: string[]; name: string } {
  const parts = prefix.split('/')
  const name = parts.pop()!
  if (parts.length > 0) keyParts(parts.join('/'))
  if (name !== '') keyParts(name)
  return { folders: parts, name }
}

/** The folder that a prefix which ends in `/` names. Throws for any other prefix. */
export function folderParts(prefix: string): string[] {
  if (!prefix.endsWith('/')) throw new RangeError(`"${prefix}" does not end in /`)
  return keyParts(prefix.slice(0, -1))
}
