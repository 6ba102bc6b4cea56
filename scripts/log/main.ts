import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { LmdbRoomLog } from '../../classroom-engine/src/log/LmdbRoomLog.ts'
import { openLmdb } from '../../classroom-engine/src/log/openLmdb.ts'
import { runScript } from '../support/runScript.ts'
import { UserError } from '../support/UserError.ts'
import { logLine } from './logLine.ts'

const USAGE = 'Usage: npm run log -- ROOM [--data FOLDER]'

// Who reads only the beginning, as `head` does, closes the pipe.
process.stdout.on('error', () => process.exit(0))

await runScript(async () => {
  const { room, dataDir } = readCommand()
  const folder = join(dataDir, 'engine')
  if (!existsSync(folder)) throw new UserError(`There is no log in ${dataDir}: name the data folder with --data.`)
  const root = openLmdb(folder, { readOnly: true })
  const log = new LmdbRoomLog(root)
  const { seq } = await log.info(room)
  if (seq === 0) throw new UserError(`There is no room "${room}" in ${dataDir}; the rooms are ${await roomNames(log)}.`)
  for await (const entry of log.read(room, { from: 1, to: seq })) console.log(logLine(entry))
  await log.close()
  await root.close()
})

function readCommand(): { room: string; dataDir: string } {
  const { values, positionals } = parse()
  const [room, ...more] = positionals
  if (values.help || !room || more.length > 0) throw new UserError(USAGE)
  return { room, dataDir: resolve(values.data ?? (process.env.LECTERN_DATA_DIR || '.lectern')) }
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
  } catch {
    throw new UserError(USAGE)
  }
}

async function roomNames(log: LmdbRoomLog): Promise<string> {
  const names: string[] = []
  for await (const { room } of log.rooms()) names.push(room)
  return names.length === 0 ? 'none yet' : names.join(', ')
}
