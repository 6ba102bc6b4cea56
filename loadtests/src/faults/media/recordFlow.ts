/** What a page notes of sound and picture that reach it, as epoch ms. */
export interface Flow {
  /** New frames on the screen. */
  frames: number[]
  /** Moments at which new packets of sound were seen, to the nearest look. */
  sounds: number[]
  /** Connections that were opened. */
  opened: number[]
  /** Ports of the media server that are in use. */
  serverPorts(): Promise<number[]>
}

declare global {
  interface Window {
    flow: Flow
  }
}

/** Runs in the page, before anything else there; knows nothing from outside. */
export function recordFlow(): void {
  const LOOK_MS = 40
  const now = () => performance.timeOrigin + performance.now()
  const live: RTCPeerConnection[] = []
  const fromAfar = new WeakSet<MediaStreamTrack>()
  const watched = new WeakSet<HTMLVideoElement>()
  const heard = new Map<string, number>()
  const flow: Flow = { frames: [], sounds: [], opened: [], serverPorts }
  window.flow = flow

  const Original = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      live.push(this)
      flow.opened.push(now())
      this.addEventListener('track', ({ track }) => fromAfar.add(track))
    }
  }

  async function reports(): Promise<Record<string, unknown>[]> {
    const open = live.filter(({ connectionState }) => connectionState !== 'closed')
    live.splice(0, live.length, ...open)
    const all = await Promise.all(open.map((connection) => connection.getStats()))
    return all.flatMap((report) => [...report.values()] as Record<string, unknown>[])
  }

  async function serverPorts(): Promise<number[]> {
    const all = await reports()
    const chosen = all.filter(({ type }) => type === 'transport').map((each) => each.selectedCandidatePairId)
    const pairs = all.filter(({ id }) => id !== undefined && chosen.includes(id))
    const remote = pairs.map((pair) => all.find(({ id }) => id === pair.remoteCandidateId))
    return remote.flatMap((candidate) => (candidate ? [candidate.port as number] : []))
  }

  async function listen(): Promise<void> {
    let fresh = false
    for (const { type, kind, id, packetsReceived } of await reports()) {
      if (type !== 'inbound-rtp' || kind !== 'audio') continue
      const before = heard.get(id as string) ?? 0
      heard.set(id as string, packetsReceived as number)
      if ((packetsReceived as number) > before) fresh = true
    }
    if (fresh) flow.sounds.push(now())
  }

  function watch(video: HTMLVideoElement): void {
    watched.add(video)
    const again = () => {
      flow.frames.push(now())
      video.requestVideoFrameCallback(again)
    }
    video.requestVideoFrameCallback(again)
  }

  function look(): void {
    for (const video of document.querySelectorAll('video')) {
      const stream = video.srcObject as MediaStream | null
      if (!watched.has(video) && stream?.getVideoTracks().some((track) => fromAfar.has(track))) watch(video)
    }
    void listen().finally(() => setTimeout(look, LOOK_MS))
  }
  look()
}
