import { createHash, createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { generate } from 'selfsigned'

/** A key and its certificate, as each side of DTLS shows one. */
export interface Identity {
  key: KeyObject
  /** DER. */
  certificate: Buffer
  /** SHA-256, as signalling tells it. */
  fingerprint: string
}

export async function makeIdentity(): Promise<Identity> {
  const pems = await generate([{ name: 'commonName', value: 'loadtest' }], { keyType: 'ec', curve: 'P-256' })
  const certificate = new X509Certificate(pems.cert).raw
  const digest = createHash('sha256').update(certificate).digest('hex').toUpperCase()
  return { key: createPrivateKey(pems.private), certificate, fingerprint: digest.match(/../g)!.join(':') }
}
