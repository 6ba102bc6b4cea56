import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { JoinClaims } from '@lectern/protocol'
import { jwtVerify } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { freePort } from '../../prisma/src/embedded/freePort.ts'
import { repoRoot } from '../support/repoRoot.ts'

const LONG = 180_000
let folder: string
let dataDir: string
let ports: Record<'web' | 'api' | 'engine' | 'sfu' | 'rtc', number>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-start-'))
  dataDir = join(folder, 'data')
  ports = await fivePorts()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const started: Start[] = []
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') for (const { said } of started) console.log(said())
})
afterAll(() => Promise.all(started.map((each) => each.kill())))

async function fivePorts() {
  const [web, api, engine, sfu, rtc] = await Promise.all([freePort(), freePort(), freePort(), freePort(), freePort()])
  return { web, api, engine, sfu, rtc }
}

interface Start {
  npm: ChildProcess
  said(): string
  /** Resolves when the screen is there; throws what was said if it ended before. */
  running(): Promise<void>
  ended: Promise<number | null>
  kill(): Promise<void>
}

function npm(command: string[], env: Record<string, string> = {}): Start {
  const child = spawn('npm', command, {
    cwd: repoRoot,
    env: { ...withoutNpm(process.env), LECTERN_SFU_WORKERS: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const start: Start = {
    npm: child,
    said: () => output,
    running: () =>
      vi.waitFor(
        () => {
          if (child.exitCode !== null) throw new Error(`npm start ended:\n${output}`)
          expect(output).toContain('Lectern is running')
        },
        { timeout: LONG, interval: 100 },
      ),
    ended,
    kill: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
  started.push(start)
  return start
}

/** A test that runs under npm must not look to npm like one of its own scripts. */
function withoutNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('npm_')))
}

function start(
  options: { data?: string; ports?: typeof ports; env?: Record<string, string>; more?: string[] } = {},
): Start {
  const { web, api, engine, sfu, rtc } = options.ports ?? ports
  const choice = ['--port', web, '--api-port', api, '--engine-port', engine, '--sfu-port', sfu, '--rtc-port', rtc].map(
    String,
  )
  return npm(['start', '--', '--data', options.data ?? dataDir, ...choice, ...(options.more ?? [])], options.env)
}

function children(): { name: string; pid: number }[] {
  return JSON.parse(readFileSync(join(dataDir, 'processes.json'), 'utf8'))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0) && !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

function allGone(pids: number[], timeout = 30_000): Promise<void> {
  return vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout })
}

describe('npm start', { timeout: LONG }, () => {
  let running: Start
  beforeAll(async () => {
    running = start()
    await running.running()
  }, LONG)

  test('ends with a screen that says all one needs, and what it says is true', async () => {
    const said = running.said()
    for (const text of [`http://localhost:${ports.web}`, 'ada@lectern.test', 'lectern-demo', dataDir, 'Ctrl-C'])
      expect(said).toContain(text)
    expect((await fetch(`http://localhost:${ports.web}/`)).status).toBe(200)
  })

  test('has all services ready, and a database that only this machine reaches', async () => {
    for (const port of [ports.web, ports.api, ports.engine, ports.sfu])
      for (const path of ['/healthz', '/readyz', '/metrics'])
        expect((await fetch(`http://127.0.0.1:${port}${path}`)).status, `${port}${path}`).toBe(200)
    const names = children().map(({ name }) => name)
    expect(names.sort()).toEqual(['api', 'classroom-engine', 'postgres', 'sfu-cluster', 'web'])
  })

  test('refuses a second start with the same data in one sentence', async () => {
    const second = start({ ports: await fivePorts() })
    expect(await second.ended).toBe(1)
    expect(second.said().trim()).toBe(
      `Lectern is running already with the data in ${dataDir}: stop it, or choose another folder with --data.`,
    )
  })

  test('refuses a port that is taken in one sentence', async () => {
    const second = start({ data: join(folder, 'other') })
    expect(await second.ended).toBe(1)
    expect(second.said().trim()).toBe(
      `Port ${ports.web} (tcp, the web app) is taken by another program: stop that one, or choose another port with --port.`,
    )
  })

  test('npm run token prints a token for it and nothing else', async () => {
    const args = ['--room', 'r', '--name', 'Grace', '--role', 'student', '--data', dataDir]
    const token = npm(['run', 'token', '--', ...args])
    expect(await token.ended).toBe(0)
    expect(token.said()).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
    const { LECTERN_JOIN_SECRET } = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8'))
    const { payload } = await jwtVerify(token.said().trim(), new TextEncoder().encode(LECTERN_JOIN_SECRET))
    expect(JoinClaims.parse(payload)).toMatchObject({ room: 'r', name: 'Grace', role: 'student' })
  })

  test('a killed supervisor leaves no child, and the next start takes up the same data', async () => {
    const before = children().map(({ pid }) => pid)
    const supervisor = parentOf(before[0]!)
    process.kill(supervisor, 'SIGKILL')
    await allGone([supervisor, ...before])
    await running.ended
    running = start()
    await running.running()
    expect((await fetch(`http://localhost:${ports.web}/courses/demo-course`)).status).toBe(200)
  })

  test('a signal to npm stops everything and leaves no child', async () => {
    const before = children().map(({ pid }) => pid)
    const supervisor = parentOf(before[0]!)
    running.npm.kill('SIGTERM')
    await allGone([supervisor, ...before])
  })
})

function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

describe('a start that cannot be', { timeout: LONG }, () => {
  test.each([
    ['LECTERN_ENGINE_COLOUR', 'blue'],
    ['LECTERN_COLOUR', 'blue'],
    ['LECTERN_API_REQUESTS_PER_MINUTE', 'many'],
  ])('names the setting %s=%s', async (key, value) => {
    const refused = start({ data: join(folder, `refused-${key}`), ports: await fivePorts(), env: { [key]: value } })
    expect(await refused.ended).toBe(1)
    expect(refused.said()).toMatch(new RegExp(`^${key}: [^\n]+\n$`))
  })

  test('answers an unknown option with one sentence', async () => {
    const refused = npm(['start', '--', '--prot', '1'])
    expect(await refused.ended).toBe(1)
    expect(refused.said()).toBe('There is no option --prot: see npm start -- --help.\n')
  })
})
