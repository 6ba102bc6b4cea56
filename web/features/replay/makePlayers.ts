import type { Track } from '@lectern/recording/timeline'
import type { ReplayLoader } from './ReplayLoader.ts'
import type { MakePlayer } from './ReplayMedia.ts'
import { SegmentPlayer } from './TrackPlayer.ts'

/** Players of this browser: an element for each track, which nobody has to put anywhere to be heard. */
export function makePlayers(loader: ReplayLoader): MakePlayer {
  return (track, onBlocked) => new SegmentPlayer({ track, loader, element: elementFor(track), onBlocked })
}

function elementFor({ id, source }: Track): HTMLMediaElement {
  const isPicture = source === 'camera' || source === 'screen'
  const element = document.createElement(isPicture ? 'video' : 'audio')
  element.preload = 'auto'
  element.dataset.track = id
  if (element instanceof HTMLVideoElement) element.playsInline = true
  return element
}
