import { getAssetUrls } from '@tldraw/assets/selfHosted'

/** Where `copyTldrawAssets` puts tldraw's icons, fonts and translations: nothing is loaded from elsewhere. */
export const assetUrls = getAssetUrls({ baseUrl: '/tldraw' })
