// Runs on the machine's own Node (20 or newer) before any package is installed, so it imports nothing but Node itself.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statfsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')
const SPACE_FOR_PACKAGES = 2_000_000_000

/** Installs the packages where needed, then runs a TypeScript file under the project's own Node until it ends. */
export async function bootstrap(entry, { quiet = false } = {}) {
  try {
    if (!packagesInstalled()) await installPackages(quiet)
    process.exitCode = await runEntry(entry)
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}

/** Whether node_modules of a folder hold what its lock file asks for; npm leaves its own account of it there when it is done. */
export function packagesInstalled(folder = root) {
  try {
    const wanted = readLock(join(folder, 'package-lock.json'))
    const installed = readLock(join(folder, 'node_modules/.package-lock.json'))
    return Object.entries(wanted).every(([path, { version, optional }]) => {
      const there = installed[path]
      // What is meant for other platforms is left out. Workspaces are only linked.
      return !path.includes('node_modules/') || (there ? there.version === version : optional === true)
    })
  } catch {
    return false
  }
}

function readLock(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages
}

async function installPackages(quiet) {
  const { bavail, bsize } = statfsSync(root)
  if (bavail * bsize < SPACE_FOR_PACKAGES) {
    throw new Error(`The disk of ${root} is nearly full: make 2 GB of room for the packages, then start again.`)
  }
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
  const started = Date.now()
  const say = quiet ? () => {} : (text) => console.log(text)
  say('  Installing packages …')
  const progress = setInterval(() => say(`  Installing packages … ${seconds(started)} s`), 15_000)
  const { code, output } = await capture([...npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'])
  clearInterval(progress)
  if (code !== 0) throw new Error(`The packages could not be installed; mend this, then start again:\n${output}`)
  say(`  Installing packages: ${seconds(started)} s`)
}

function seconds(since) {
  return Math.round((Date.now() - since) / 1000)
}

function capture([command, ...args]) {
  return new Promise((resolve) => {
    // The media worker and Prisma's engine would be downloaded by install scripts; the first is provided later, the second is not used.
    const env = {
      ...process.env,
      MEDIASOUP_WORKER_BIN: process.execPath,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    }
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (chunk) => {
      output = (output + chunk).slice(-4_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** The Node that came with the packages; else this one if it is new enough to run TypeScript. */
function projectNode() {
  const own = join(root, 'node_modules/node/bin/node')
  if (existsSync(own)) return own
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new Error(
    'The package "node" has not been installed wholly: allow its install script, remove node_modules, start again.',
  )
}

function runEntry(entry) {
  const path = [join(root, 'node_modules/node/bin'), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  const child = spawn(projectNode(), [join(root, entry), ...process.argv.slice(2)], {
    env: { ...process.env, PATH: path },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  // Ctrl-C reaches the child by itself, but a signal to this process alone does not.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  watchLauncher(() => child.kill('SIGTERM'))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)))
  })
}

/** npm hands a signal to the shell between us, which dies without passing it on. So the end of either counts as the signal. */
function watchLauncher(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return
  const shell = process.ppid
  const npm = parentOf(shell)
  const timer = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return
    clearInterval(timer)
    onGone()
  }, 500)
  timer.unref()
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}
