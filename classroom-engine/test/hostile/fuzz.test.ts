import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FuzzRoom } from './fuzz/FuzzRoom.ts'
import { decodeFrames } from './fuzz/frames.ts'

const FOLDER = join(import.meta.dirname, 'fuzz')
const inputs = ['corpus', 'crashes'].flatMap((folder) =>
  readdirSync(join(FOLDER, folder)).map((file) => join(folder, file)),
)

describe('frames of any kind', () => {
  test.each(inputs)('[LG8] %s: the engine, the log and all readers agree', (file) => {
    const room = new FuzzRoom()
    const frames = decodeFrames(readFileSync(join(FOLDER, file)))
    expect(() => room.run(frames)).not.toThrow()
    room.destroy()
  })

  test('[SY6] a short search for new ones finds none that breaks a rule', () => {
    const args = ['--expose-gc', join(FOLDER, 'main.ts'), '--seconds', '10', '--seed', '1']
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    console.log(stdout.trim())
    expect(stderr).toBe('')
    expect(status).toBe(0)
  }, 120_000)
})
