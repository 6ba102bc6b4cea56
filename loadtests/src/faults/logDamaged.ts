import { setTimeout as delay } from 'node:timers/promises'
import type { Entry } from '@lectern/protocol'
import { canonicalJson } from '../../../scripts/support/canonicalJson.ts'
import { random } from '../../../scripts/support/random.ts'
import { type Damage, damageTail } from './damageTail.ts'
import type { Fault, FaultRun, Violation } from './Fault.ts'
import { LiveClass } from './LiveClass.ts'
import { LmdbDeployment } from './LmdbDeployment.ts'

const ROOM = 'damaged'
const PEOPLE = 3
const WORK_MS = 800
/** How far from its end the log is damaged, entries. */
const TAIL = 10
const BACK_MS = 20_000

/** The last entries of the log are not what was written. */
export const logDamaged: Fault = {
  id: 6,
  title: 'torn or bit-flipped tail of the log',
  logs: ['lmdb'],
  seeds: { whole: 20, short: 2 },
  async run({ seeds, tell }: FaultRun) {
    const back: number[] = []
    const violations: Violation[] = []
    for (const seed of seeds) {
      const how: Damage = seed % 2 === 0 ? 'torn' : 'bit-flipped'
      const { broken, backMs } = await damageOnce(seed, how)
      tell(`seed ${seed} (${how}): ${broken.length} broken, back after ${backMs} ms`)
      back.push(backMs)
      violations.push(...broken.map((text) => ({ seed, text })))
    }
    return { figures: [{ name: 'class is back', unit: 'ms', values: back }], violations }
  },
}

async function damageOnce(seed: number, how: Damage): Promise<{ broken: string[]; backMs: number }> {
  const chance = random(seed)
  const deployment = await LmdbDeployment.start()
  const { url, secret, engine } = deployment
  const options = { url, secret, room: ROOM, people: PEOPLE, seed, stock: false }
  const before = await LiveClass.open({ ...options, names: 'b' })
  const classes = [before]
  try {
    before.work(seed)
    await delay(WORK_MS)
    await engine.stop('SIGKILL')
    before.stopWork()
    const written = await entriesOf(deployment)
    const damagedSeq = written.length - chance.below(TAIL)
    await damageTail(deployment.logFolder, ROOM, damagedSeq, how, chance)
    await engine.start()
    const answersAt = Date.now()
    const back = await before.back(BACK_MS)
    const after = await LiveClass.open({ ...options, names: 'a' })
    classes.push(after)
    after.work(seed)
    await delay(WORK_MS)
    after.stopWork()
    const isTold = engine.lastLines.some(
      (line) => line.includes('the log is damaged') && line.includes(`"seq":${damagedSeq}`),
    )
    const broken = [
      ...(isTold ? [] : [`the engine does not tell that entry ${damagedSeq} is damaged`]),
      ...(back.includes(undefined) ? [`not everybody was back within ${BACK_MS} ms`] : []),
      ...(await deployment.withLog((log) => after.check(log))),
      ...(await deployment.withLog((log) => before.checkAlike(log))),
      ...keptAsWritten(written.slice(0, damagedSeq - 1), await entriesOf(deployment)),
    ]
    return { broken, backMs: Math.max(...back.map((at) => (at ?? Number.NaN) - answersAt)) }
  } finally {
    for (const each of classes) each.close()
    await deployment.close()
  }
}

const entriesOf = (deployment: LmdbDeployment): Promise<Entry[]> =>
  deployment.withLog((log) => Array.fromAsync(log.read(ROOM, { from: 1 })))

function keptAsWritten(written: Entry[], kept: Entry[]): string[] {
  const changed = written.find((entry, index) => canonicalJson(plain(entry)) !== canonicalJson(plain(kept[index])))
  return changed ? [`entry ${changed.seq}, which was sound, is not what it was`] : []
}

const plain = (entry: Entry | undefined) =>
  entry?.kind === 'doc' ? { ...entry, payload: Buffer.from(entry.payload).toString('base64') } : entry
