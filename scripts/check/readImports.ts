import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { parseSync } from 'oxc-parser'
import { repoRoot } from '../support/repoRoot.ts'
import { run } from '../support/run.ts'
import type { Import } from './importRules.ts'

const SOURCE = /\.(ts|tsx|mts|mjs|js)$/

/** Every import, with and without types only, of every source file that is under version control or about to be. */
export async function readImports(): Promise<Import[]> {
  const listed = await run('git', ['-C', repoRoot, 'ls-files', '--cached', '--others', '--exclude-standard'])
  const files = listed.split('\n').filter((file) => SOURCE.test(file) && existsSync(join(repoRoot, file)))
  return (await Promise.all(files.map(importsOf))).flat()
}

async function importsOf(file: string): Promise<Import[]> {
  const text = await readFile(join(repoRoot, file), 'utf8')
  const { module } = parseSync(file, text)
  const at = ({ start, end }: { start: number; end: number }) => text.slice(start, end)
  const fixed = module.staticImports.map((each) => ({
    name: each.moduleRequest.value,
    // With inline types only, `import { type A }`, the module itself is still loaded.
    typesOnly: /^import\s+type\b/.test(at(each)),
  }))
  const passedOn = module.staticExports.flatMap((each) =>
    each.entries.map((entry) => ({ name: entry.moduleRequest?.value, typesOnly: /^export\s+type\b/.test(at(each)) })),
  )
  const dynamic = module.dynamicImports.map((each) => ({ name: literal(at(each.moduleRequest)), typesOnly: false }))
  return [...fixed, ...passedOn, ...dynamic].flatMap(({ name, typesOnly }) =>
    name === undefined ? [] : [{ from: file, written: name, to: resolve(file, name), typesOnly }],
  )
}

function literal(source: string): string | undefined {
  return /^(['"`])([^'"`$]+)\1$/.exec(source)?.[2]
}

function resolve(from: string, name: string): string | undefined {
  if (name.startsWith('.')) return relative(repoRoot, asFile(join(repoRoot, dirname(from), name)))
  if (name.startsWith('@/')) return relative(repoRoot, asFile(join(repoRoot, 'web', name.slice(2))))
  const workspace = /^@lectern\/([^/]+)(?:\/(.*))?$/.exec(name)
  return workspace ? `${workspace[1]}/src/${workspace[2] ?? 'index'}.ts` : undefined
}

/** The web app leaves endings out, everybody else writes them. */
function asFile(path: string): string {
  const tries = [path, `${path}.ts`, `${path}.tsx`, join(path, 'index.ts'), join(path, 'index.tsx')]
  return tries.find((each) => statSync(each, { throwIfNoEntry: false })?.isFile()) ?? path
}
