import { type Algorithm, hash, verify } from '@node-rs/argon2'

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
const PARAMETERS = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Makes and checks password hashes (argon2id, PHC strings). */
export class Passwords {
  // What an unknown account's password is checked against, so that it takes as long as a known one's.
  readonly #nobodys = this.hash('a password that nobody has')

  hash(password: string): Promise<string> {
    return hash(password, PARAMETERS)
  }

  /** Whether the password fits; without a hash it takes as long and is always false. */
  async verify(passwordHash: string | null, password: string): Promise<boolean> {
    const fits = await verify(passwordHash ?? (await this.#nobodys), password)
    return fits && passwordHash !== null
  }
}
