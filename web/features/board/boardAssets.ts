import type { TLAssetStore } from '@tldraw/tldraw'
import { MAX_PICTURE_CHARS } from './isDrawable.ts'
import { shrinkPicture } from './shrinkPicture.ts'

/** Pictures live inside the document, made small: the log is no file store. */
export const boardAssets: TLAssetStore = {
  upload: async (_asset, file) => ({ src: await shrinkPicture(file, MAX_PICTURE_CHARS) }),
  resolve: (asset) => asset.props.src,
}
