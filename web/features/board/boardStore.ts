import { createTLStore, defaultBindingUtils, defaultShapeUtils, type TLAssetStore, type TLStore } from '@tldraw/tldraw'

/** A store for one page of the board, with tldraw's own page and document records in it. Runs in Node, too. */
export function createBoardStore(assets?: TLAssetStore): TLStore {
  const store = createTLStore({ shapeUtils: defaultShapeUtils, bindingUtils: defaultBindingUtils, assets })
  // Also an empty merge makes sure that the store has its document and page; tldraw has no public name for that alone.
  store.mergeRemoteChanges(() => undefined)
  return store
}

/** tldraw's page of every document: a page of the board is a document. */
export const PAGE = 'page:page'
/** Record types that are shared; page, document, camera and instance records stay local. Rule [DO4]. */
const SHARED = new Set(['shape', 'binding', 'asset'])

export const isShared = ({ typeName }: { typeName: string }) => SHARED.has(typeName)
