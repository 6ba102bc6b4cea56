import type { RedisConnection } from './RedisConnection.ts'

interface RedisDurability {
  text: string
  /** Set where an acknowledged entry may be lost. */
  warning?: string
}

/** What an entry that this Redis acknowledged survives, from its settings. */
export async function readRedisDurability(redis: RedisConnection): Promise<RedisDurability> {
  const settings = await redis
    .send([
      ['CONFIG', 'GET', 'appendonly'],
      ['CONFIG', 'GET', 'appendfsync'],
    ])
    .catch(() => undefined)
  if (!settings) return { text: 'not known', warning: 'Redis does not tell how durable it is: see to it by yourself' }
  const [appendonly, appendfsync] = settings.map(settingOf)
  if (appendonly !== 'yes')
    return warned('appendonly no', 'if it ends by itself, everything since its last snapshot is lost')
  if (appendfsync === 'always') return { text: 'appendfsync always' }
  if (appendfsync === 'everysec')
    return warned('appendfsync everysec', 'if its machine fails, up to two seconds of acknowledged edits are lost')
  return warned('appendfsync no', 'if its machine fails, some thirty seconds of acknowledged edits are lost')
}

const warned = (text: string, loss: string): RedisDurability => ({
  text,
  warning: `Redis runs with "${text}": ${loss}. Give it "appendonly yes" and "appendfsync always".`,
})

function settingOf(reply: unknown): string {
  // RESP3 answers with a map, which the client gives as an object.
  if (!Array.isArray(reply)) return String(Object.values(reply as object)[0])
  return String(reply[1])
}
