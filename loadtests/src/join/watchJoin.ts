/** Steps between the click and the first picture, by the moment at which each was done, ms after the click. */
export interface JoinTimes {
  /** The socket for commands is open. */
  socket: number
  /** The class let us in. */
  joined: number
  /** The reply to `media:open`: transports are there. */
  opened: number
  /** The page has said what it can receive. */
  told: number
  /** The first picture was offered. */
  offered: number
  /** The browser is ready for it. */
  ready: number
  /** ICE and DTLS of the receiving path are done. */
  connected: number
  /** The first picture of somebody else was decoded and shown. */
  picture: number
}

declare global {
  interface Window {
    /** Rejects where no picture came, with the steps that were done. */
    joinTimes: Promise<JoinTimes>
  }
}

/**
 * Runs in the page before anything else, and so must need nothing from outside itself: notes when each step of joining is done,
 * from what the page does on its sockets, its peer connections and its video elements.
 */
export function watchJoin(patienceMs: number): void {
  const at: Partial<JoinTimes> = {}
  let clickedAt = 0
  let done: (times: JoinTimes) => void = () => undefined
  window.joinTimes = new Promise((resolve, reject) => {
    done = resolve
    const late = () => reject(new Error(`No picture came, only ${JSON.stringify(at)}`))
    addEventListener('click', () => setTimeout(late, patienceMs), { once: true })
  })
  const note = (step: keyof JoinTimes) => {
    // What was done before the click took no time of it.
    at[step] ??= clickedAt === 0 ? 0 : performance.now() - clickedAt
  }
  const acks = new Map<string, keyof JoinTimes>()
  const STEP_OF: Record<string, keyof JoinTimes> = { 'class:join': 'joined', 'media:open': 'opened' }

  addEventListener(
    'click',
    (event) => {
      const button = (event.target as Element).closest('button')
      if (clickedAt === 0 && button?.textContent?.includes('Join class')) clickedAt = performance.now()
    },
    true,
  )

  const PageSocket = window.WebSocket
  window.WebSocket = class extends PageSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      if (String(url).includes('/socket.io')) this.addEventListener('message', ({ data }) => read(String(data)))
    }

    override send(data: string | Blob | BufferSource): void {
      // socket.io: 42<ack id>["event",…] asks, 43<ack id>[…] answers.
      const asked = typeof data === 'string' ? /^42(\d+)\["([^"]+)"/.exec(data) : null
      if (asked) {
        const step = STEP_OF[asked[2]!]
        if (step) acks.set(asked[1]!, step)
        if (asked[2] === 'media:ready') note('told')
        if (asked[2] === 'media:consumed') note('ready')
      }
      super.send(data)
    }
  }
  function read(text: string): void {
    if (text.startsWith('40')) note('socket')
    const step = acks.get(/^43(\d+)/.exec(text)?.[1] ?? '')
    if (step) note(step)
    if (text.startsWith('42["media:consumer"') && text.includes('"camera"')) note('offered')
  }

  const foreign = new WeakSet<MediaStreamTrack>()
  const PageConnection = window.RTCPeerConnection
  window.RTCPeerConnection = class extends PageConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      this.addEventListener('track', ({ track }) => {
        if (track.kind !== 'video') return
        foreign.add(track)
        const connected = () => {
          if (this.connectionState === 'connected') note('connected')
        }
        connected()
        this.addEventListener('connectionstatechange', connected)
      })
    }
  }

  const { set, get } = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject')!
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    get,
    set(this: HTMLVideoElement, stream: MediaStream | null) {
      set!.call(this, stream)
      if (!stream?.getVideoTracks().some((track) => foreign.has(track))) return
      this.requestVideoFrameCallback(() => {
        note('picture')
        done(at as JoinTimes)
      })
    },
  })
}
