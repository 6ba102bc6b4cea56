import { FolderObjectStore } from './FolderObjectStore.ts'
import type { ObjectStore } from './ObjectStore.ts'
import { S3ObjectStore } from './S3ObjectStore.ts'
import type { StoreSettings } from './storeSettings.ts'

/** Opens the store that the settings name. Nothing is asked of S3 yet. */
export async function openObjectStore(settings: StoreSettings): Promise<ObjectStore> {
  return 's3' in settings ? new S3ObjectStore(settings.s3) : FolderObjectStore.open(settings.folder)
}
