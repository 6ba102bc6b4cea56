import type { InputOf, MEDIA_COMMANDS, MediaCommandName } from '@lectern/protocol'
import { opus, rtpCapabilities } from '../media/rtp.ts'

const dtlsParameters = {
  role: 'client',
  fingerprints: [{ algorithm: 'sha-256', value: 'AA:'.repeat(31).concat('AA') }],
}
const nobodys = '00000000-0000-4000-8000-000000000000'

/** An input that fits for every command of media, about transports and tracks that do not exist. One without a row does not compile. */
export const MEDIA_INPUTS: { [Name in MediaCommandName]: InputOf<(typeof MEDIA_COMMANDS)[Name]> } = {
  open: {},
  ready: { rtpCapabilities: rtpCapabilities() },
  connect: { transportId: nobodys, dtlsParameters },
  restartIce: { transportId: nobodys },
  produce: { requestId: 'request-1', transportId: nobodys, source: 'microphone', kind: 'audio', rtpParameters: opus() },
  pause: { producerId: nobodys, paused: true },
  close: { producerId: nobodys },
  consumed: { consumerIds: [nobodys] },
  wish: { videos: [{ userId: 'ada', source: 'camera', height: 180 }] },
  stats: {},
}
