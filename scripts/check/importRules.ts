/** One import of one file: what is written, and the project's file it leads to (undefined for a package). */
export interface Import {
  from: string
  written: string
  to: string | undefined
  /** Erased before the program runs. */
  typesOnly?: boolean
}

/** Which workspaces each may import from; itself always. The arrows of ARCHITECTURE.md. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  protocol: [],
  prisma: ['protocol'],
  recording: ['protocol'],
  'classroom-engine': ['protocol', 'recording'],
  'sfu-cluster': ['protocol', 'recording'],
  api: ['protocol', 'prisma', 'recording'],
  web: ['protocol', 'recording'],
  // What it drives are the page's own realtime managers; what it checks is what the engine's own log reads.
  loadtests: ['protocol', 'recording', 'scripts', 'classroom-engine', 'web'],
  scripts: ['protocol', 'recording', 'prisma', 'classroom-engine', 'sfu-cluster', 'api', 'web'],
}
/** Files that start services or check them from outside may use the scripts that do so. */
const TEST_FILE = /\.test\.tsx?$|^[^/]+\/(test|e2e)\//
const PROTOCOL_PACKAGES = /^(zod|lib0)(\/|$)/
const PRISMA_CLIENT = /^(@prisma\/|pg$)/
/** What the engine's core must not know: which log and which bus it has, and which socket server stands before it. */
const STORE_FILE = /^classroom-engine\/src\/(.*\/)?[^/]*(Lmdb|Redis)[^/]*$/
const STORE_PACKAGE = /^(lmdb|ioredis|redis|@redis\/.*|@socket\.io\/redis-.*)$/
const SOCKET_SERVER = /^(uWebSockets\.js|classroom-engine\/src\/edge\/uws\.ts)$/
const CHOOSES_IMPLEMENTATIONS = 'classroom-engine/src/createEngine.ts'

type Rule = (one: Import) => string | false | undefined

const RULES: Rule[] = [
  ({ from, to }) => {
    const [here, there] = [workspaceOf(from), to && workspaceOf(to)]
    if (!there || here === there) return
    const allowed = [...(MAY_IMPORT[here] ?? []), ...(TEST_FILE.test(from) ? ['scripts'] : [])]
    return !allowed.includes(there) && `${here} may not import ${there}`
  },
  ({ from, to, written }) =>
    from.startsWith('protocol/src/') &&
    !TEST_FILE.test(from) &&
    !to &&
    !PROTOCOL_PACKAGES.test(written) &&
    'protocol imports only zod and lib0, so that it runs everywhere',
  ({ from, written }) =>
    PRISMA_CLIENT.test(written) &&
    !TEST_FILE.test(from) &&
    workspaceOf(from) !== 'prisma' &&
    'only prisma/ talks to the database by itself',
  ({ from, to }) =>
    to?.startsWith('prisma/src/generated/') &&
    workspaceOf(from) !== 'prisma' &&
    'the generated client is used through @lectern/prisma',
  ({ from, to, written }) =>
    isEngineCore(from) &&
    !STORE_FILE.test(from) &&
    (to ? STORE_FILE.test(to) : STORE_PACKAGE.test(written)) &&
    'only createEngine.ts names implementations',
  ({ from, to, written }) =>
    isEngineCore(from) &&
    !from.startsWith('classroom-engine/src/edge/') &&
    SOCKET_SERVER.test(to ?? written) &&
    'only the edge knows the socket server',
]

/** One line for each import that goes against the arrows. */
export function forbiddenImports(imports: Import[]): string[] {
  return imports.flatMap((one) =>
    RULES.map((rule) => rule(one))
      .filter((reason) => typeof reason === 'string')
      .map((reason) => `${one.from}: "${one.written}": ${reason}`),
  )
}

/** Each circle of files that import one another when they run, as one line. */
export function importCycles(imports: Import[]): string[] {
  const next = new Map<string, string[]>()
  for (const { from, to, typesOnly } of imports) if (to && !typesOnly) next.set(from, [...(next.get(from) ?? []), to])
  const done = new Set<string>()
  const cycles: string[] = []
  const walk = (file: string, path: string[]): void => {
    const at = path.indexOf(file)
    if (at >= 0) {
      cycles.push([...path.slice(at), file].join(' → '))
      return
    }
    if (done.has(file)) return
    for (const to of next.get(file) ?? []) walk(to, [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) walk(file, [])
  return cycles
}

function isEngineCore(file: string): boolean {
  return file.startsWith('classroom-engine/src/') && file !== CHOOSES_IMPLEMENTATIONS && !TEST_FILE.test(file)
}

/** Files of the root itself, such as the configuration of the tests, count as scripts. */
function workspaceOf(file: string): string {
  return file.includes('/') ? file.split('/', 1)[0]! : 'scripts'
}
