'use client'

import { useEffect } from 'react'
import type { MediaControls } from '../media/MediaControls.ts'
import { usePageVisible } from './usePageVisible.ts'
import { wishHeight } from './wishHeight.ts'

/** Asks for a picture at the size at which it is shown, as long as it is shown and the page is in sight. */
export function useWish(
  media: Pick<MediaControls, 'setWish'> | null,
  userId: string,
  source: 'camera' | 'screen',
  /** CSS pixels; null while it is not shown. */
  height: number | null,
  pinned: boolean,
): void {
  const visible = usePageVisible()
  const wanted = height === null || !visible ? null : wishHeight(height, pixelRatio())
  useEffect(() => {
    if (!media || wanted === null) return
    media.setWish(userId, source, { height: wanted, pinned })
    return () => media.setWish(userId, source, null)
  }, [media, userId, source, wanted, pinned])
}

const pixelRatio = () => (typeof devicePixelRatio === 'number' ? devicePixelRatio : 1)
