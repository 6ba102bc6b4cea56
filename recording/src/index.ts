export * from './keys.ts'
export * from './store/ObjectStore.ts'
export * from './store/openObjectStore.ts'
export * from './store/storeSettings.ts'
