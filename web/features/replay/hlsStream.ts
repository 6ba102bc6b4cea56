import type { OpenStream } from './LibraryPlayer.ts'

/** Loaded ahead, seconds. */
const AHEAD_S = 20

/** Plays HLS: by hls.js, or by the browser itself where it can and hls.js cannot. */
export const hlsStream: OpenStream = async (element, url, onFailed) => {
  const { default: Hls } = await import('hls.js')
  if (!Hls.isSupported()) {
    element.addEventListener('error', onFailed, { once: true })
    element.src = url
    return { close: () => element.removeAttribute('src') }
  }
  const hls = new Hls({ maxBufferLength: AHEAD_S, maxMaxBufferLength: AHEAD_S * 2, backBufferLength: AHEAD_S })
  hls.on(Hls.Events.ERROR, (_event, { fatal }) => {
    if (fatal) onFailed()
  })
  hls.loadSource(url)
  hls.attachMedia(element)
  return { close: () => hls.destroy() }
}
