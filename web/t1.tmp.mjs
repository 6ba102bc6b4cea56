import * as T from 'tldraw'
import { createTLStore, defaultBindingUtils, defaultShapeUtils } from 'tldraw'

const t = performance.now()
const store = createTLStore({ shapeUtils: defaultShapeUtils, bindingUtils: defaultBindingUtils })
store.ensureStoreIsUsable()
console.log(
  performance.now() - t,
  store.allRecords().map((r) => r.id),
  Object.keys(T).length,
)
console.log(JSON.stringify(store.schema.serialize()).length)
