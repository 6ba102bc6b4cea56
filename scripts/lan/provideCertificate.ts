import { X509Certificate } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generate } from 'selfsigned'

export interface Certificate {
  key: string
  cert: string
}

/** Phones refuse certificates that are good for more than 825 days. */
const DAYS = 365
const DAY_MS = 24 * 60 * 60 * 1000

/** A self-signed certificate for localhost and this address, kept in `folder`; made anew when it does not fit any more. */
export async function provideCertificate(folder: string, address: string): Promise<Certificate> {
  const kept = await readCertificate(folder).catch(() => undefined)
  if (kept && fits(kept.cert, address)) return kept
  const made = await makeCertificate(address)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'key.pem'), made.key, { mode: 0o600 })
  await writeFile(join(folder, 'cert.pem'), made.cert)
  return made
}

async function readCertificate(folder: string): Promise<Certificate> {
  const [key, cert] = await Promise.all(['key.pem', 'cert.pem'].map((file) => readFile(join(folder, file), 'utf8')))
  return { key: key!, cert: cert! }
}

function fits(cert: string, address: string): boolean {
  const parsed = new X509Certificate(cert)
  return parsed.checkIP(address) !== undefined && parsed.validToDate.getTime() > Date.now() + DAY_MS
}

async function makeCertificate(address: string): Promise<Certificate> {
  const names = [
    { type: 2 as const, value: 'localhost' },
    { type: 7 as const, ip: '127.0.0.1' },
    ...(address === '127.0.0.1' ? [] : [{ type: 7 as const, ip: address }]),
  ]
  const { private: key, cert } = await generate([{ name: 'commonName', value: address }], {
    keyType: 'ec',
    notAfterDate: new Date(Date.now() + DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names },
    ],
  })
  return { key, cert }
}
