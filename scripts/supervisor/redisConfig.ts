import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export const redisFolder = (dataDir: string): string => join(dataDir, 'redis')
export const redisConfigFile = (dataDir: string): string => join(redisFolder(dataDir), 'redis.conf')
export const redisUrl = (port: number, password: string): string => `redis://:${password}@127.0.0.1:${port}`

/** Settings of the Redis that several engines share: what it has acknowledged is on the disk. */
export async function writeRedisConfig(dataDir: string, port: number, password: string): Promise<void> {
  const lines = [
    'bind 127.0.0.1',
    `port ${port}`,
    `dir ${JSON.stringify(redisFolder(dataDir))}`,
    `requirepass ${password}`,
    'appendonly yes',
    'appendfsync always',
    'save ""',
  ]
  await mkdir(redisFolder(dataDir), { recursive: true, mode: 0o700 })
  await writeFile(redisConfigFile(dataDir), `${lines.join('\n')}\n`, { mode: 0o600 })
}

/** Address of the Redis that was started last for this data folder, if one ever was. */
export async function readRedisUrl(dataDir: string): Promise<string | undefined> {
  const text = await readFile(redisConfigFile(dataDir), 'utf8').catch(() => '')
  const [, port] = /^port (\d+)$/m.exec(text) ?? []
  const [, password] = /^requirepass (\S+)$/m.exec(text) ?? []
  return port && password ? redisUrl(Number(port), password) : undefined
}
