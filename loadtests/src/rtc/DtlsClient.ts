import { createCipheriv, createECDH, createHash, createHmac, createSign, type ECDH, randomBytes } from 'node:crypto'
import type { Identity } from './makeIdentity.ts'

/** What the sender of SRTP protects its packets with. */
export interface SrtpKey {
  key: Buffer
  salt: Buffer
}

const DTLS_1_2 = Buffer.from([0xfe, 0xfd])
const CHANGE_CIPHER_SPEC = 20
const HANDSHAKE = 22
const RECORD_HEADER = 13
const MESSAGE_HEADER = 12
const CLIENT_HELLO = 1
const SERVER_HELLO = 2
const CERTIFICATE = 11
const SERVER_KEY_EXCHANGE = 12
const SERVER_HELLO_DONE = 14
const CERTIFICATE_VERIFY = 15
const CLIENT_KEY_EXCHANGE = 16
const FINISHED = 20
const ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 = [0xc0, 0x2b]
const AEAD_AES_128_GCM = [0x00, 0x07]
const SECP256R1 = [0x00, 0x17]
const ECDSA_SHA256 = [0x04, 0x03]
const KEY_BYTES = 16
const SALT_BYTES = 12
/** How long the other side may be silent before the last flight is sent again, ms. */
const AGAIN_MS = 400
const MOST_TRIES = 10

/**
 * The client of one DTLS 1.2 handshake, with one suite, whose only aim is the keys of SRTP (RFC 5764). It does not look at the
 * certificate of the server: this is for load on a machine of one's own, and for nothing else.
 */
export class DtlsClient {
  readonly #identity: Identity
  readonly #send: (datagram: Buffer) => void
  readonly #random = randomBytes(32)
  readonly #ecdh: ECDH = createECDH('prime256v1')
  readonly #done = Promise.withResolvers<SrtpKey>()
  /** Handshake messages of both sides in order, as the signatures count them. */
  #transcript: Buffer[] = []
  /** Parts of the server's messages by number. */
  readonly #parts = new Map<number, { body: Buffer; missing: number; type: number }>()
  #nextMessage = 0
  #ownMessage = 0
  #recordNumber = 0
  #flight: Buffer = Buffer.alloc(0)
  #again: NodeJS.Timeout | undefined
  #tries = 0
  #serverRandom: Buffer = Buffer.alloc(0)
  #serverPoint: Buffer = Buffer.alloc(0)
  #master: Buffer | undefined

  constructor(identity: Identity, send: (datagram: Buffer) => void) {
    this.#identity = identity
    this.#send = send
  }

  /** Resolves with the key for what this side sends. */
  connect(): Promise<SrtpKey> {
    this.#sendFlight([this.#record(HANDSHAKE, this.#message(CLIENT_HELLO, this.#hello()))])
    return this.#done.promise
  }

  close(): void {
    clearTimeout(this.#again)
  }

  handle(datagram: Buffer): void {
    for (let at = 0; at + RECORD_HEADER <= datagram.length; ) {
      const epoch = datagram.readUInt16BE(at + 3)
      const end = at + RECORD_HEADER + datagram.readUInt16BE(at + 11)
      if (datagram[at] === HANDSHAKE) this.#handleRecord(epoch, datagram.subarray(at + RECORD_HEADER, end))
      at = end
    }
  }

  #handleRecord(epoch: number, payload: Buffer): void {
    // The server speaks under the new keys only once it has checked all that we sent.
    if (epoch === 1) {
      this.#finish()
      return
    }
    for (let at = 0; at < payload.length; ) {
      const length = payload.readUIntBE(at + 9, 3)
      const end = at + MESSAGE_HEADER + length
      this.#handlePart(payload.subarray(at, at + MESSAGE_HEADER), payload.subarray(at + MESSAGE_HEADER, end))
      at = end
    }
  }

  #handlePart(header: Buffer, bytes: Buffer): void {
    const number = header.readUInt16BE(4)
    if (number < this.#nextMessage) return
    const length = header.readUIntBE(1, 3)
    const message = this.#parts.get(number) ?? { type: header[0]!, body: Buffer.alloc(length), missing: length }
    this.#parts.set(number, message)
    bytes.copy(message.body, header.readUIntBE(6, 3))
    message.missing -= bytes.length
    for (;;) {
      const next = this.#parts.get(this.#nextMessage)
      if (!next || next.missing > 0) return
      this.#parts.delete(this.#nextMessage)
      this.#transcript.push(messageOf(next.type, this.#nextMessage, next.body))
      this.#nextMessage += 1
      this.#handleMessage(next.type, next.body)
    }
  }

  #handleMessage(type: number, body: Buffer): void {
    if (type === SERVER_HELLO) this.#serverRandom = Buffer.from(body.subarray(2, 34))
    if (type === SERVER_KEY_EXCHANGE) this.#serverPoint = Buffer.from(body.subarray(4, 4 + body[3]!))
    if (type === SERVER_HELLO_DONE) this.#answer()
  }

  /** Certificate, key, proof, and from there on encrypted. */
  #answer(): void {
    const { certificate, key } = this.#identity
    const point = this.#ecdh.generateKeys()
    const records = [
      this.#record(HANDSHAKE, this.#message(CERTIFICATE, vector(3, vector(3, certificate)))),
      this.#record(HANDSHAKE, this.#message(CLIENT_KEY_EXCHANGE, vector(1, point))),
    ]
    const proof = createSign('sha256').update(Buffer.concat(this.#transcript)).sign(key)
    const verify = Buffer.concat([Buffer.from(ECDSA_SHA256), vector(2, proof)])
    records.push(this.#record(HANDSHAKE, this.#message(CERTIFICATE_VERIFY, verify)))
    records.push(this.#record(CHANGE_CIPHER_SPEC, Buffer.from([1])))
    const randoms = Buffer.concat([this.#random, this.#serverRandom])
    this.#master = prf(this.#ecdh.computeSecret(this.#serverPoint), 'master secret', randoms, 48)
    const digest = createHash('sha256').update(Buffer.concat(this.#transcript)).digest()
    const finished = this.#message(FINISHED, prf(this.#master, 'client finished', digest, 12))
    this.#sendFlight([...records, this.#sealed(this.#master, finished)])
  }

  #finish(): void {
    if (!this.#master) return
    clearTimeout(this.#again)
    const randoms = Buffer.concat([this.#random, this.#serverRandom])
    const block = prf(this.#master, 'EXTRACTOR-dtls_srtp', randoms, 2 * (KEY_BYTES + SALT_BYTES))
    this.#transcript = []
    this.#done.resolve({
      key: block.subarray(0, KEY_BYTES),
      salt: block.subarray(2 * KEY_BYTES, 2 * KEY_BYTES + SALT_BYTES),
    })
  }

  #sendFlight(records: Buffer[]): void {
    this.#flight = Buffer.concat(records)
    this.#tries = 0
    this.#trySending()
  }

  #trySending(): void {
    clearTimeout(this.#again)
    if (this.#tries++ === MOST_TRIES) {
      this.#done.reject(new Error('The server does not go on with DTLS.'))
      return
    }
    this.#send(this.#flight)
    this.#again = setTimeout(() => this.#trySending(), AGAIN_MS)
  }

  #hello(): Buffer {
    const extensions = Buffer.concat([
      extension(10, vector(2, Buffer.from(SECP256R1))),
      extension(11, vector(1, Buffer.from([0]))),
      extension(13, vector(2, Buffer.from(ECDSA_SHA256))),
      extension(14, Buffer.concat([vector(2, Buffer.from(AEAD_AES_128_GCM)), Buffer.from([0])])),
      extension(0xff01, Buffer.from([0])),
    ])
    const noSession = Buffer.from([0])
    const noCookie = Buffer.from([0])
    const suites = vector(2, Buffer.from(ECDHE_ECDSA_WITH_AES_128_GCM_SHA256))
    const noCompression = vector(1, Buffer.from([0]))
    return Buffer.concat([DTLS_1_2, this.#random, noSession, noCookie, suites, noCompression, vector(2, extensions)])
  }

  #message(type: number, body: Buffer): Buffer {
    const message = messageOf(type, this.#ownMessage++, body)
    this.#transcript.push(message)
    return message
  }

  #record(type: number, payload: Buffer): Buffer {
    return Buffer.concat([recordHeader(type, 0, this.#recordNumber++, payload.length), payload])
  }

  /** The first record of epoch 1. */
  #sealed(master: Buffer, payload: Buffer): Buffer {
    const block = prf(master, 'key expansion', Buffer.concat([this.#serverRandom, this.#random]), 40)
    const header = recordHeader(HANDSHAKE, 1, 0, payload.length)
    const explicit = header.subarray(3, 11)
    const nonce = Buffer.concat([block.subarray(32, 36), explicit])
    const cipher = createCipheriv('aes-128-gcm', block.subarray(0, KEY_BYTES), nonce)
    const length = header.subarray(11, 13)
    cipher.setAAD(Buffer.concat([explicit, header.subarray(0, 3), length]))
    const sealed = Buffer.concat([explicit, cipher.update(payload), cipher.final(), cipher.getAuthTag()])
    return Buffer.concat([recordHeader(HANDSHAKE, 1, 0, sealed.length), sealed])
  }
}

function messageOf(type: number, number: number, body: Buffer): Buffer {
  const header = Buffer.alloc(MESSAGE_HEADER)
  header[0] = type
  header.writeUIntBE(body.length, 1, 3)
  header.writeUInt16BE(number, 4)
  header.writeUIntBE(body.length, 9, 3)
  return Buffer.concat([header, body])
}

function recordHeader(type: number, epoch: number, number: number, length: number): Buffer {
  const header = Buffer.alloc(RECORD_HEADER)
  header[0] = type
  DTLS_1_2.copy(header, 1)
  header.writeUInt16BE(epoch, 3)
  header.writeUIntBE(number, 5, 6)
  header.writeUInt16BE(length, 11)
  return header
}

/** Bytes with their length before them. */
function vector(lengthBytes: number, bytes: Buffer): Buffer {
  const length = Buffer.alloc(lengthBytes)
  length.writeUIntBE(bytes.length, 0, lengthBytes)
  return Buffer.concat([length, bytes])
}

function extension(type: number, body: Buffer): Buffer {
  const head = Buffer.alloc(2)
  head.writeUInt16BE(type, 0)
  return Buffer.concat([head, vector(2, body)])
}

/** The pseudorandom function of TLS 1.2 (RFC 5246, 5). */
function prf(secret: Buffer, label: string, seed: Buffer, length: number): Buffer {
  const labelled = Buffer.concat([Buffer.from(label), seed])
  const hmac = (bytes: Buffer) => createHmac('sha256', secret).update(bytes).digest()
  const blocks: Buffer[] = []
  for (let chain = hmac(labelled); blocks.length * 32 < length; chain = hmac(chain)) {
    blocks.push(hmac(Buffer.concat([chain, labelled])))
  }
  return Buffer.concat(blocks).subarray(0, length)
}
