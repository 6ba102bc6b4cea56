'use client'

import type { MediaState } from '../media/MediaState.ts'

/** Puts a shared screen, or else somebody's camera, into its own small window, or takes it back; null where that is not possible. */
export function usePictureInPicture({ remote }: MediaState): (() => void) | null {
  const pictures = [...remote.values()].flatMap(({ screen, camera }) => [screen, camera])
  const videos = pictures.filter((picture) => picture instanceof HTMLVideoElement)
  const screens = [...remote.values()].map(({ screen }) => screen)
  const chosen = videos.find((video) => screens.includes(video)) ?? videos[0]
  if (!document.pictureInPictureEnabled || !chosen) return null
  return () => {
    const change = document.pictureInPictureElement ? document.exitPictureInPicture() : chosen.requestPictureInPicture()
    // Some browsers refuse before the first picture is there; pressing again helps.
    change.catch(() => undefined)
  }
}
