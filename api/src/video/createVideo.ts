import type Mux from '@mux/mux-node'
import type { Config } from '../config.ts'
import { LocalVideoLibrary } from './LocalVideoLibrary.ts'
import { createMux, MuxVideoLibrary } from './MuxVideoLibrary.ts'
import type { VideoLibrary } from './VideoLibrary.ts'
import { muxSettings } from './videoSettings.ts'

export interface Video {
  library: VideoLibrary
  /** Null where Mux is not configured. */
  mux: Mux | null
}

/** The video library that the settings name. */
export function createVideo(config: Config): Video {
  const settings = muxSettings(config)
  if (!settings) return { library: new LocalVideoLibrary(), mux: null }
  const mux = createMux(settings)
  return { library: new MuxVideoLibrary({ mux, webUrl: config.LECTERN_PUBLIC_WEB_URL }), mux }
}
