import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const COMPRESSIBLE = /\.(js|css|svg|json|txt)$/
/** Smaller files gain nothing. */
const LEAST_BYTES = 1024
/** Of 11: the last two take ten times as long for a few per cent. */
const BROTLI_QUALITY = 9

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file)
  if (bytes.length < LEAST_BYTES) return
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  const [small, forOthers] = await Promise.all([
    promisify(brotliCompress)(bytes, { params }),
    promisify(gzip)(bytes, { level: 9 }),
  ])
  await Promise.all([writeFile(`${file}.br`, small), writeFile(`${file}.gz`, forOthers)])
}

// Lays a `.br` and a `.gz` beside each file of the build that gains by it.
const folder = join(import.meta.dirname, '../.next/static')
const files = (await readdir(folder, { recursive: true })).filter((file) => COMPRESSIBLE.test(file))
await Promise.all(files.map((file) => compress(join(folder, file))))
