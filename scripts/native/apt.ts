import { programExists, run } from '../support/run.ts'
import type { Report } from '../support/step.ts'
import { UserError } from '../support/UserError.ts'

/** Installs those of the Debian packages that are missing. `purpose` ends the sentence shown where apt cannot help. */
export async function installPackages(names: string[], purpose: string, report: Report = () => {}): Promise<void> {
  const missing = await missingPackages(names)
  if (missing.length === 0) return
  report(`installing ${missing.join(' ')}`)
  const apt = await aptCommand(missing, purpose)
  const install = () => run(apt[0]!, [...apt.slice(1), 'install', '-y', '--no-install-recommends', ...missing], quiet)
  try {
    await install()
  } catch {
    // Fresh images come without package lists, and old lists name files that are gone.
    await run(apt[0]!, [...apt.slice(1), 'update'], quiet)
    await install().catch((error: Error) => {
      throw new UserError(`apt-get could not install ${missing.join(' ')}, which ${purpose}: ${error.message}`)
    })
  }
}

const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }

async function missingPackages(names: string[]): Promise<string[]> {
  const known = await Promise.all(
    names.map((name) =>
      run('dpkg-query', ['-W', '-f', '$' + '{db:Status-Abbrev}', name]).then(
        (status) => status.startsWith('ii'),
        () => false,
      ),
    ),
  )
  return names.filter((_, index) => !known[index])
}

async function aptCommand(missing: string[], purpose: string): Promise<string[]> {
  const byHand = `install ${missing.join(' ')}, which ${purpose}, with your package manager, then start again`
  if (!(await programExists('apt-get'))) throw new UserError(`This machine has no apt: ${byHand}.`)
  const apt = ['apt-get', '-q', '-o', 'DPkg::Lock::Timeout=300']
  if (process.getuid?.() === 0) return apt
  if (await programExists('sudo', ['-n', 'true'])) return ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', ...apt]
  throw new UserError(`Packages can be installed only as root or with sudo: ${byHand}.`)
}
