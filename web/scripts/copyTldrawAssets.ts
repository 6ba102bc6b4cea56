import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const FOLDERS = ['fonts', 'icons', 'translations', 'embed-icons']

/**
 * Puts tldraw's fonts, icons and translations into `public/tldraw`, from where the board loads them, unless this version of them is
 * there. `web`: the folder of the web app.
 */
export function copyTldrawAssets(web: string): void {
  const manifest = createRequire(join(web, 'package.json')).resolve('@tldraw/assets/package.json')
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const target = join(web, 'public/tldraw')
  if (existsSync(target) && readVersion(target) === version) return
  // Made beside and then moved: whoever looks meanwhile finds all of it or none.
  const fresh = `${target}.${process.pid}`
  for (const folder of FOLDERS) cpSync(join(dirname(manifest), folder), join(fresh, folder), { recursive: true })
  writeFileSync(join(fresh, 'version.txt'), version)
  rmSync(target, { recursive: true, force: true })
  renameSync(fresh, target)
}

function readVersion(target: string): string | undefined {
  const file = join(target, 'version.txt')
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
