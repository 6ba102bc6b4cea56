/** Remembers every RTCPeerConnection of the page, to ask the browser what really happens on it. */
export function watchConnections() {
  const all: RTCPeerConnection[] = []
  const Original = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      all.push(this)
    }
  }
  const live = () => all.filter(({ connectionState }) => connectionState !== 'closed')

  async function stats(): Promise<Record<string, unknown>[]> {
    const reports = await Promise.all(live().map((connection) => connection.getStats()))
    return reports.flatMap((report) => [...report.values()])
  }

  return {
    /** Connections that carry something. */
    connected: () => live().filter(({ connectionState }) => connectionState === 'connected').length,
    /** Encodings of what is sent: which are on. */
    sendingLayers: () =>
      live()
        .flatMap((connection) => connection.getSenders())
        .filter(({ track }) => track?.kind === 'video')
        .map((sender) => sender.getParameters().encodings.map(({ active }) => active !== false)),
    /** Video packets sent so far. */
    videoPacketsSent: async () =>
      (await stats())
        .filter(({ type, kind }) => type === 'outbound-rtp' && kind === 'video')
        .reduce((sum, { packetsSent }) => sum + (packetsSent as number), 0),
    /** ICE credentials of the other side, one for each connection. */
    remoteUfrags: () =>
      live().map(({ remoteDescription }) => /a=ice-ufrag:(\S+)/.exec(remoteDescription?.sdp ?? '')?.[1] ?? ''),
  }
}
