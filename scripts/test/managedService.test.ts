import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { freePort } from '../../prisma/src/embedded/freePort.ts'
import { LogFile } from '../supervisor/LogFile.ts'
import { ManagedService } from '../supervisor/ManagedService.ts'
import { ProcessRecord } from '../supervisor/ProcessRecord.ts'

const DUMMY = fileURLToPath(new URL('./dummyService.mjs', import.meta.url))

let folder: string
let port: number
let service: ManagedService
const crashes: string[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-service-'))
  port = await freePort()
  crashes.length = 0
})
afterEach(async () => {
  await service.stop()
  rmSync(folder, { recursive: true, force: true })
})

function make(...args: string[]): ManagedService {
  const spec = {
    name: 'dummy',
    command: [process.execPath, DUMMY, String(port), ...args],
    cwd: folder,
    env: process.env,
    readyUrl: `http://127.0.0.1:${port}/readyz`,
  }
  const log = new LogFile(join(folder, 'dummy.log'))
  service = new ManagedService(spec, { log, onCrash: (_, how) => crashes.push(how) })
  return service
}

const answer = async (path = '/') => (await fetch(`http://127.0.0.1:${port}${path}`)).text()
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('is ready when it answers, logs to its file, and stops cleanly', async () => {
  await make().start()
  expect(await answer()).toBe(String(service.pid))
  await service.stop()
  expect(isAlive(service.pid!)).toBe(false)
  expect(readFileSync(join(folder, 'dummy.log'), 'utf8')).toContain('stopped cleanly')
  expect(crashes).toEqual([])
})

test('one that crashes is started again', async () => {
  await make().start()
  const first = service.pid
  await fetch(`http://127.0.0.1:${port}/crash`).catch(() => undefined)
  await vi.waitFor(async () => expect(await answer()).not.toBe(String(first)), 10_000)
  expect(crashes).toEqual(['ended with code 3'])
})

test('restart resolves when the next one is ready, again and again', async () => {
  await make().start()
  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    const before = service.pid
    await service.restart(signal)
    expect(service.pid).not.toBe(before)
    expect(await answer()).toBe(String(service.pid))
  }
})

test('one that cannot start says why, and is not tried again', async () => {
  await expect(make('fail').start()).rejects.toThrow(
    /dummy could not start \(ended with code 1\):[\s\S]*no such setting/,
  )
  expect(crashes).toEqual([])
})

test('a killed supervisor leaves no child behind', async () => {
  const script = `
    import { ManagedService } from ${JSON.stringify(new URL('../supervisor/ManagedService.ts', import.meta.url).href)}
    import { LogFile } from ${JSON.stringify(new URL('../supervisor/LogFile.ts', import.meta.url).href)}
    const service = new ManagedService(${JSON.stringify({ ...make().spec, env: undefined })}, {
      log: new LogFile(${JSON.stringify(join(folder, 'dummy.log'))}),
    })
    await service.start()
    console.log(service.pid)`
  const supervisor = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(supervisor.stdout, 'data')) as [Buffer]
  const child = Number(line)
  expect(isAlive(child)).toBe(true)
  supervisor.kill('SIGKILL')
  await vi.waitFor(() => expect(isAlive(child)).toBe(false), 10_000)
  expect(readFileSync(join(folder, 'dummy.log'), 'utf8')).toContain('started')
})

test('what an earlier supervisor left behind is ended by the next one, and nothing else is', async () => {
  await make().start()
  const bystander = spawn(process.execPath, [DUMMY, String(await freePort())], { stdio: 'ignore' })
  const left = spawn(process.execPath, [DUMMY, String(await freePort())], { stdio: 'ignore' })
  await once(left, 'spawn')
  new ProcessRecord(folder).add('left', left.pid!)
  const ended = once(left, 'exit')
  await new ProcessRecord(folder).endLeftovers()
  await ended
  expect(isAlive(bystander.pid!)).toBe(true)
  bystander.kill('SIGKILL')
})
