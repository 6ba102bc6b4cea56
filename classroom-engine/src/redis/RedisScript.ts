import { createHash } from 'node:crypto'

export type RedisCommand = (string | Buffer)[]

/** A Lua script that runs in Redis as one step. `RedisConnection` loads it before it is used. */
export class RedisScript {
  readonly source: string
  readonly #sha: string

  constructor(source: string) {
    this.source = source
    this.#sha = createHash('sha1').update(source).digest('hex')
  }

  call(keys: readonly string[], args: readonly (string | number | Buffer)[]): RedisCommand {
    const values = args.map((each) => (typeof each === 'number' ? String(each) : each))
    return ['EVALSHA', this.#sha, String(keys.length), ...keys, ...values]
  }
}
