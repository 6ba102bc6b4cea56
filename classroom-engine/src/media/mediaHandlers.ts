import type { MediaCommandName } from '@lectern/protocol'
import type { Handler } from '../commands/handle.ts'
import { closeProducer } from './commands/closeProducer.ts'
import { connectTransport } from './commands/connectTransport.ts'
import type { MediaOf } from './commands/MediaOf.ts'
import { mediaStats } from './commands/mediaStats.ts'
import { openMedia } from './commands/openMedia.ts'
import { pauseProducer } from './commands/pauseProducer.ts'
import { produce } from './commands/produce.ts'
import { receiveMedia } from './commands/receiveMedia.ts'
import { restartIce } from './commands/restartIce.ts'
import { startConsumers } from './commands/startConsumers.ts'
import { wishVideos } from './commands/wishVideos.ts'

/** A handler for every media command; one that has none does not compile. */
export const mediaHandlers = (mediaOf: MediaOf, onGap: (ms: number) => void): Record<MediaCommandName, Handler> => ({
  open: openMedia(mediaOf),
  ready: receiveMedia(mediaOf),
  connect: connectTransport(mediaOf),
  restartIce: restartIce(mediaOf),
  produce: produce(mediaOf),
  pause: pauseProducer(mediaOf),
  close: closeProducer(mediaOf),
  consumed: startConsumers(mediaOf),
  wish: wishVideos(mediaOf),
  stats: mediaStats(mediaOf, onGap),
})
