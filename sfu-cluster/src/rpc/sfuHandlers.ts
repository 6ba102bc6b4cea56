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

/** What each request does. */
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
  setCapabilities: ({ sfu }, { room: roomId, peerId, rtpCapabilities }) => {
    const room = sfu.room(roomId)
    room.setCapabilities(room.peer(peerId), rtpCapabilities)
    return null
  },
  connectTransport: async ({ sfu }, { room, peerId, transportId, dtlsParameters }) => {
    await sfu.room(room).peer(peerId).connectTransport(transportId, dtlsParameters)
    return null
  },
  restartIce: async ({ sfu }, { room, peerId, transportId }) => {
    const iceParameters = await sfu.room(room).peer(peerId).restartIce(transportId)
    return { iceParameters: { ...iceParameters } }
  },
  produce: async ({ sfu }, { room, peerId, requestId, source, ...input }) => ({
    producerId: await sfu.room(room).peer(peerId).produce(requestId, source, input),
  }),
  pauseProducer: async ({ sfu }, { room: roomId, peerId, producerId, paused }) => {
    const room = sfu.room(roomId)
    await room.pauseProducer(room.peer(peerId), producerId, paused)
    return null
  },
  closeProducer: ({ sfu }, { room, peerId, producerId }) => {
    sfu.room(room).peer(peerId).closeProducer(producerId)
    return null
  },
  consumersReady: async ({ sfu }, { room, peerId, consumerIds }) => {
    await sfu.room(room).peer(peerId).consumersReady(consumerIds)
    return null
  },
  setWishes: ({ sfu }, { room: roomId, peerId, videos }) => {
    const room = sfu.room(roomId)
    room.setWishes(room.peer(peerId), videos)
    return null
  },
  stats: ({ sfu }, { room, peerId }) => sfu.room(room).peer(peerId).quality(Date.now()),
}
