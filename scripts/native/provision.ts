import { provideMediaWorker } from './mediaWorker.ts'
import { provideFfmpeg } from './tools.ts'
import { provideUwsAddon } from './uwsAddon.ts'

/** Gets the native parts that the services need and says where the media worker is. Fast once they are there. */
export async function provisionServices(): Promise<{ mediaWorker: string }> {
  await provideFfmpeg()
  await provideUwsAddon()
  return { mediaWorker: await provideMediaWorker() }
}
