import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Services } from '../context.ts'

/** Where films and pictures are made, on this machine's disk. */
export const workFolder = ({ config }: Pick<Services, 'config'>): string => join(config.LECTERN_DATA_DIR, 'studio')
export const filmFolder = (services: Pick<Services, 'config'>, exportId: string): string =>
  join(workFolder(services), `film-${exportId}`)

const FILM = /^film-([0-9a-f-]{36})$/

/** Removes what is left of films that nobody waits for any more. */
export async function clearOldFilms(services: Pick<Services, 'config' | 'db'>): Promise<void> {
  const names = await readdir(workFolder(services)).catch(() => [])
  const ids = names.flatMap((name) => FILM.exec(name)?.[1] ?? [])
  const waited = await services.db.recordingExport.findMany({
    where: { id: { in: ids }, state: { in: ['WAITING', 'RUNNING'] } },
    select: { id: true },
  })
  const kept = new Set(waited.map(({ id }) => id))
  for (const id of ids) if (!kept.has(id)) await rm(filmFolder(services, id), { recursive: true, force: true })
}
