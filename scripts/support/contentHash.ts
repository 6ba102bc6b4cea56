import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** Hash of the names and contents of all files under some paths. `ignore` gets each path relative to `root`, with "/". */
export async function contentHash(root: string, paths: string[], ignore: (path: string) => boolean): Promise<string> {
  const files = (await Promise.all(paths.map((path) => filesUnder(join(root, path), root, ignore)))).flat().sort()
  const contents = await Promise.all(files.map((file) => readFile(join(root, file))))
  const hash = createHash('sha256')
  for (const [index, file] of files.entries()) {
    hash.update(`${file}\0${contents[index]!.length}\0`).update(contents[index]!)
  }
  return hash.digest('hex')
}

async function filesUnder(path: string, root: string, ignore: (path: string) => boolean): Promise<string[]> {
  const name = relative(root, path).split(sep).join('/')
  if (ignore(name)) return []
  const entries = await readdir(path, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return undefined
    throw error
  })
  if (!entries) return [name]
  const inside = entries.filter((entry) => entry.isDirectory() || entry.isFile())
  return (await Promise.all(inside.map((entry) => filesUnder(join(path, entry.name), root, ignore)))).flat()
}
