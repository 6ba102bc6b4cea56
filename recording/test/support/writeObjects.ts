import { workerData } from 'node:worker_threads'
import { FolderObjectStore } from '../../src/store/FolderObjectStore.ts'

const { root, name, count } = workerData as { root: string; name: string; count: number }
const store = await FolderObjectStore.open(root)
await Promise.all(Array.from({ length: count }, (_, n) => store.put(`${name}/${n}`, new Uint8Array([n]))))
