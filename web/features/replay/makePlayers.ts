import type { Track } from '@lectern/recording/timeline'
import { hlsStream } from './hlsStream.ts'
import { LibraryPlayer } from './LibraryPlayer.ts'
import type { ReplayLoader } from './ReplayLoader.ts'
import type { MakePlayer } from './ReplayMedia.ts'
import { SegmentPlayer } from './TrackPlayer.ts'

/** Address of a track in the video library; undefined where it is only in our own store. */
export type LibraryUrl = (track: string) => string | undefined

/** Players of this browser: an element for each track, which nobody has to put anywhere to be heard. */
export function makePlayers(loader: ReplayLoader, libraryUrl: LibraryUrl): MakePlayer {
  return (track, onBlocked) => {
    const element = elementFor(track)
    const makeLocal = () => new SegmentPlayer({ track, loader, element, onBlocked })
    const url = libraryUrl(track.id)
    return url === undefined
      ? makeLocal()
      : new LibraryPlayer({ element, url, openStream: hlsStream, makeLocal, onBlocked })
  }
}

function elementFor({ id, source }: Track): HTMLMediaElement {
  const isPicture = source === 'camera' || source === 'screen'
  const element = document.createElement(isPicture ? 'video' : 'audio')
  element.preload = 'auto'
  element.dataset.track = id
  if (element instanceof HTMLVideoElement) element.playsInline = true
  return element
}
