import { DOCUMENT_MAPS, documentKind, type Entry, emptyRoomState, foldEntry } from '@lectern/protocol'
import * as Y from 'yjs'
import { canonicalJson } from '../../../scripts/support/canonicalJson.ts'

type Tree = Record<string, Record<string, unknown>>

/** What the documents of a room were after each log time: canonical JSON, without what is empty. */
export function documentsOfLog(entries: readonly Entry[], names?: readonly string[]): (t: number) => string {
  const moments: { t: number; seen: string }[] = []
  const documents = new Map<string, Y.Doc>()
  const documentOf = (name: string) => documents.get(name) ?? documents.set(name, new Y.Doc()).get(name)!
  const state = emptyRoomState()
  for (const [index, entry] of entries.entries()) {
    foldEntry(state, entry, (name, update) => Y.applyUpdate(documentOf(name), update))
    if (entries[index + 1]?.t !== entry.t)
      moments.push({ t: entry.t, seen: canonicalDocuments(treeOf(documents), names) })
  }
  return (t) => moments.findLast((each) => each.t <= t)?.seen ?? canonicalDocuments({})
}

/** The same of a folded timeline. */
export function canonicalDocuments(tree: Tree, names: readonly string[] = Object.keys(tree)): string {
  const asked = Object.entries(tree).filter(([name]) => names.includes(name))
  const kept = asked.map(([name, roots]) => [
    name,
    Object.fromEntries(Object.entries(roots).filter(([, root]) => Object.keys(root as object).length > 0)),
  ])
  return canonicalJson(Object.fromEntries(kept.filter(([, roots]) => Object.keys(roots as object).length > 0)))
}

function treeOf(documents: ReadonlyMap<string, Y.Doc>): Tree {
  const tree: Tree = {}
  for (const [name, doc] of documents) {
    tree[name] = Object.fromEntries(DOCUMENT_MAPS[documentKind(name)!].map((map) => [map, doc.getMap(map).toJSON()]))
    if (name === 'notes') tree[name] = { text: doc.getText('text').toJSON() }
  }
  return tree
}
