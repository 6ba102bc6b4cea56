import { LecternError } from '@lectern/protocol'
import type { SfuMethod, SfuParams, SfuReply } from '@lectern/protocol/sfuRpc'
import { offeredCapabilities } from '../offeredCapabilities.ts'
import type { EventSink } from '../Peer.ts'
import type { Sfu } from '../Sfu.ts'

export interface CallContext {
  sfu: Sfu
  /** The engine that calls. */
  sink: EventSink
}

type Handlers = {
  [Method in SfuMethod]: (
    context: CallContext,
    params: SfuParams<Method>,
  ) => Promise<SfuReply<Method>> | SfuReply<Method>
}

/** A peer of the engine that calls; those of other engines are as if they were not there. */
function own({ sfu, sink }: CallContext, { room: roomId, peerId }: { room: string; peerId: string }) {
  const room = sfu.room(roomId)
  const peer = room.peer(peerId)
  if (peer.sink !== sink) throw new LecternError('NOT_FOUND', 'Sound and picture were not opened.')
  return { room, peer }
}

/** What each request does. Any engine may open and close rooms and peers, since a room may go from one engine to another. */
export const sfuHandlers: Handlers = {
  openPeer: async ({ sfu, sink }, { room, peerId, userId }) => {
    const peer = await sfu.openPeer(room, peerId, userId, sink)
    return { routerRtpCapabilities: offeredCapabilities(peer.place.router), ...sfu.iceFor(userId), ...peer.offers }
  },
  closePeer: ({ sfu }, { room, peerId }) => {
    sfu.closePeer(room, peerId)
    return null
  },
  closeRoom: ({ sfu, sink }, { room }) => {
    sfu.closeRoom(room, sink)
    return null
  },
  takeRoom: ({ sfu, sink }, { room }) => {
    sfu.takeRoom(room, sink)
    return null
  },
  setCapabilities: (context, params) => {
    const { room, peer } = own(context, params)
    room.setCapabilities(peer, params.rtpCapabilities, params.firstPictures)
    return null
  },
  connectTransport: async (context, params) => {
    await own(context, params).peer.connectTransport(params.transportId, params.dtlsParameters)
    return null
  },
  restartIce: async (context, params) => {
    const iceParameters = await own(context, params).peer.restartIce(params.transportId)
    return { iceParameters: { ...iceParameters } }
  },
  produce: async (context, params) => ({
    producerId: await own(context, params).peer.produce(params.requestId, params.source, params),
  }),
  pauseProducer: async (context, params) => {
    const { room, peer } = own(context, params)
    await room.pauseProducer(peer, params.producerId, params.paused)
    return null
  },
  closeProducer: (context, params) => {
    own(context, params).peer.closeProducer(params.producerId)
    return null
  },
  consumersReady: async (context, params) => {
    await own(context, params).peer.consumersReady(params.consumerIds)
    return null
  },
  setWishes: (context, params) => {
    const { room, peer } = own(context, params)
    room.setWishes(peer, params.videos)
    return null
  },
  recordProducer: (context, params) => {
    const { room, peer } = own(context, params)
    const onAir = room.onAir(peer.producer(params.producerId).id)
    if (!onAir) throw new LecternError('NOT_FOUND')
    const { track, logTime, startedAt } = params
    context.sfu.recorder.record({ room: room.id, onAir, track, logTime, startedAt, sink: context.sink })
    room.setRecorded(onAir, true)
    return null
  },
  stopRecording: async (context, params) => {
    await context.sfu.stopRecording(params.room, params.producerId)
    return null
  },
  stats: (context, params) => own(context, params).peer.quality(Date.now()),
}
