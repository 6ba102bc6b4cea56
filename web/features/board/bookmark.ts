import { AssetRecordType, getHashForString, type TLBookmarkAsset } from '@tldraw/tldraw'

/** The card of a web address. Nothing is loaded from there: neither by us, nor by everybody who looks at the board. */
export function bookmark(url: string): TLBookmarkAsset {
  return {
    id: AssetRecordType.createId(getHashForString(url)),
    typeName: 'asset',
    type: 'bookmark',
    props: { src: url, title: url, description: '', image: '', favicon: '' },
    meta: {},
  }
}
