import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { RoomLog } from '../../classroom-engine/src/log/RoomLog.ts'
import { runScript } from '../support/runScript.ts'
import { UserError } from '../support/UserError.ts'
import { logLine } from './logLine.ts'
import { openLogs } from './openLogs.ts'

const USAGE = 'Usage: npm run log -- ROOM [--data FOLDER]'

// Who reads only the beginning, as `head` does, closes the pipe.
process.stdout.on('error', () => process.exit(0))

await runScript(async () => {
  const { room, dataDir } = readCommand()
  const others: string[] = []
  for await (const log of openLogs(dataDir)) {
    if (await print(room, log)) return
    for await (const other of log.rooms()) others.push(other.room)
  }
  const known = others.length === 0 ? 'none yet' : others.join(', ')
  throw new UserError(`There is no room "${room}" in ${dataDir}; the rooms are ${known}.`)
})

/** Whether the log has the room. */
async function print(room: string, log: RoomLog): Promise<boolean> {
  const { seq, firstSeq = 1 } = await log.info(room)
  if (firstSeq > 1) console.error(`Entries before ${firstSeq} were lost with the data of Redis.`)
  for await (const entry of log.read(room, { from: firstSeq, to: seq })) console.log(logLine(entry))
  return seq > 0
}

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
