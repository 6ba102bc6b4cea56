import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig, SHARED_KEYS } from '../../protocol/src/config.ts'
import { openObjectStore } from '../../recording/src/store/openObjectStore.ts'
import { STORE_KEYS, storeSettings } from '../../recording/src/store/storeSettings.ts'
import { openTimeline } from '../../recording/src/writer/openTimeline.ts'
import { runScript } from '../support/runScript.ts'
import { UserError } from '../support/UserError.ts'
import { happeningLine } from './happeningLine.ts'
import { happenings } from './happenings.ts'

const USAGE = 'Usage: npm run replay -- SESSION [--revision N] [--json] [--data FOLDER]'

// Who reads only the beginning, as `head` does, closes the pipe.
process.stdout.on('error', () => process.exit(0))

await runScript(async () => {
  const { room, revision, json, dataDir } = readCommand()
  const settings = storeSettings(
    readConfig({ LECTERN_DATA_DIR: SHARED_KEYS.LECTERN_DATA_DIR, ...STORE_KEYS }, storeEnv(dataDir)),
  )
  const store = await openObjectStore(settings)
  try {
    const timeline = await openTimeline(store, room, revision)
    if (!timeline)
      throw new UserError(`There is no recording of "${room}"${revision > 0 ? ` with revision ${revision}` : ''}.`)
    const { people } = timeline.index
    for await (const happening of happenings(timeline)) {
      console.log(json ? JSON.stringify(happening) : happeningLine(happening, people))
    }
  } finally {
    await store.close()
  }
})

/** What the environment says of the store, and nothing else. */
function storeEnv(dataDir: string): Record<string, string | undefined> {
  const keys = Object.keys(STORE_KEYS).map((key) => [key, process.env[key]])
  return { ...Object.fromEntries(keys), LECTERN_DATA_DIR: dataDir }
}

function readCommand(): { room: string; revision: number; json: boolean; dataDir: string } {
  const { values, positionals } = parse()
  const [room, ...more] = positionals
  const revision = Number(values.revision ?? 0)
  if (values.help || !room || more.length > 0 || !Number.isInteger(revision) || revision < 0) throw new UserError(USAGE)
  const dataDir = resolve(values.data ?? (process.env.LECTERN_DATA_DIR || '.lectern'))
  return { room, revision, json: values.json ?? false, dataDir }
}

function parse() {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = { data: text, revision: text, json: flag, help: { ...flag, short: 'h' } } as const
  try {
    return parseArgs({ allowPositionals: true, options })
  } catch {
    throw new UserError(USAGE)
  }
}
