import { LmdbRoomLog } from '../../src/log/LmdbRoomLog.ts'
import { openLmdb } from '../../src/log/openLmdb.ts'

/** Appends to a room until it is killed, and prints each acknowledged `seq`: `node appendForEver.ts <folder> <room>`. */
const [folder = '', room = ''] = process.argv.slice(2)
const log = new LmdbRoomLog(openLmdb(folder))
for (;;) {
  const entries = [{ kind: 'mark', actor: 'server', payload: { type: 'opened', title: '' } }] as const
  const [appended] = await log.append([{ room, t: log.now(), entries }])
  process.stdout.write(`${appended?.seq}\n`)
}
