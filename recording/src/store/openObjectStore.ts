import { FolderObjectStore } from './FolderObjectStore.ts'
import type { ObjectStore } from './ObjectStore.ts'
import type { StoreSettings } from './storeSettings.ts'

/** Opens the store that the settings name. Nothing is asked of S3 yet. */
export async function openObjectStore(settings: StoreSettings): Promise<ObjectStore> {
  if (!('s3' in settings)) return FolderObjectStore.open(settings.folder)
  // Its client takes longer to load than all else that a recorder needs, which has to be there at once.
  const { S3ObjectStore } = await import('./S3ObjectStore.ts')
  return new S3ObjectStore(settings.s3)
}
