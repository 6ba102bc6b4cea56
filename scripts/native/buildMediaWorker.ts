import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { repoRoot } from '../support/repoRoot.ts'
import { run } from '../support/run.ts'
import type { Report } from '../support/step.ts'
import { UserError } from '../support/UserError.ts'
import { installPackages } from './apt.ts'

const PACKAGES = [
  'build-essential',
  'libuv1-dev',
  'libssl-dev',
  'libabsl-dev',
  'flatbuffers-compiler',
  'libflatbuffers-dev',
  'pkg-config',
  'ninja-build',
  'python3-venv',
]
const MESON = 'meson==1.8.2'

/**
 * Builds the worker of the installed mediasoup package with the distribution's libraries, in `folder`; returns its path.
 * docs/decisions/worker-build.md says why and what differs from mediasoup's own build.
 */
export async function buildMediaWorker(folder: string, report: Report): Promise<string> {
  if (process.platform !== 'linux') {
    throw new UserError('The media worker could not be downloaded: check the network, then start again.')
  }
  await installPackages(PACKAGES, 'builds the media worker', report)
  const source = join(folder, 'worker')
  report('preparing its source')
  await prepareSource(source)
  report('building libsrtp')
  await buildLibsrtp(folder, join(source, 'subprojects/libsrtp3/prefix'))
  report('configuring')
  const meson = await provideMeson(folder)
  const build = join(source, 'build')
  await run(meson, ['setup', build, '--buildtype=release', '-Db_ndebug=true'], { cwd: source })
  await run('ninja', ['-C', build, 'mediasoup-worker'], { onLine: (line) => reportObjects(line, report) })
  return join(build, 'mediasoup-worker')
}

function reportObjects(line: string, report: Report): void {
  const done = /^\[(\d+\/\d+)\]/.exec(line)?.[1]
  if (done) report(`compiling ${done}`)
}

async function prepareSource(source: string): Promise<void> {
  await cp(join(repoRoot, 'node_modules/mediasoup/worker'), source, { recursive: true })
  await rm(join(source, 'out'), { recursive: true, force: true })
  await rm(join(source, 'subprojects'), { recursive: true })
  await cp(join(repoRoot, 'scripts/native/worker/subprojects'), join(source, 'subprojects'), { recursive: true })
  await patch(
    join(source, 'src/RTC/DtlsTransport.cpp'),
    '(operationType == BIO_CB_RETURN) ? static_cast<long>(ret) : 1',
    '(operationType & BIO_CB_RETURN) ? static_cast<long>(ret) : 1',
  )
}

async function patch(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, 'utf8')
  if (!text.includes(from)) throw new Error(`${file} is not what the patch expects: has mediasoup's version changed?`)
  await writeFile(file, text.replace(from, to))
}

/** Debian's own libsrtp uses NSS and costs more than twice the CPU per packet, so its source is built with OpenSSL. */
async function buildLibsrtp(folder: string, prefix: string): Promise<void> {
  const work = join(folder, 'libsrtp')
  await mkdir(join(work, 'lists/partial'), { recursive: true })
  const list = join(work, 'sources.list')
  await writeFile(list, await sourceLine('libsrtp2-dev'))
  const apt = ['-q', '-o', `Dir::Etc::SourceList=${list}`, '-o', 'Dir::Etc::SourceParts=/dev/null']
  apt.push('-o', `Dir::State::Lists=${join(work, 'lists')}`, '-o', 'APT::Sandbox::User=')
  await run('apt-get', [...apt, '-o', `Dir::Cache=${work}`, 'update'])
  await run('apt-get', [...apt, '-o', `Dir::Cache=${work}`, 'source', 'libsrtp2'], { cwd: work })
  const unpacked = (await readdir(work, { withFileTypes: true })).find(
    (e) => e.isDirectory() && e.name.startsWith('libsrtp2-'),
  )
  if (!unpacked) throw new Error('apt-get source libsrtp2 left no source behind')
  const source = join(work, unpacked.name)
  const env = { ...process.env, CFLAGS: '-O2 -fPIC' }
  await run('./configure', ['--enable-openssl', '--disable-pcap', `--prefix=${prefix}`], { cwd: source, env })
  await run('make', [`-j${availableParallelism()}`, 'libsrtp2.a'], { cwd: source })
  await run('make', ['install'], { cwd: source })
}

/** The deb-src line for the archive that this machine has the package from. */
async function sourceLine(name: string): Promise<string> {
  const known = await run('apt-cache', ['madison', name])
  const [, uri, suite, component] = /\| (\S+) ([^/\s]+)\/(\S+) /.exec(known) ?? []
  if (!uri)
    throw new UserError(`apt knows no ${name}, which the media worker needs: run "apt-get update", then start again.`)
  const keyring = ['debian', 'ubuntu']
    .map((distribution) => `/usr/share/keyrings/${distribution}-archive-keyring.gpg`)
    .find((file) => existsSync(file))
  return `deb-src ${keyring ? `[signed-by=${keyring}] ` : ''}${uri} ${suite} ${component}\n`
}

/** Debian 12's own meson is too old, so a private one is used where that is so. */
async function provideMeson(folder: string): Promise<string> {
  const [major = 0, minor = 0] = await run('meson', ['--version']).then(
    (version) => version.split('.').map(Number),
    () => [],
  )
  if (major > 1 || (major === 1 && minor >= 1)) return 'meson'
  const venv = join(folder, 'meson')
  await run('python3', ['-m', 'venv', venv])
  await run(join(venv, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', MESON])
  return join(venv, 'bin/meson')
}
