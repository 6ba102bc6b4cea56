import { Device, type types } from 'mediasoup-client'

type Opaque = Record<string, unknown>

/** What the test does for the page: asks the SFU. */
interface Signalling {
  connect(dtlsParameters: Opaque): Promise<void>
  produce(kind: string, rtpParameters: Opaque): Promise<string>
}

declare global {
  interface Window {
    signalling: Signalling
    send: typeof send
    play: typeof play
    stopSending: () => void
  }
}

let transport: types.Transport | undefined

/** Sends the made-up camera and microphone; answers with the names of the producers. */
async function send(routerRtpCapabilities: Opaque, offer: Opaque, encodings: types.RtpEncodingParameters[]) {
  const device = new Device({ handlerName: 'Chrome111' })
  await device.load({
    routerRtpCapabilities: routerRtpCapabilities as types.RtpCapabilities,
    preferLocalCodecsOrder: false,
  })
  transport = device.createSendTransport(offer as unknown as types.TransportOptions)
  transport.on('connect', ({ dtlsParameters }, done, failed) => {
    window.signalling.connect({ ...dtlsParameters }).then(done, failed)
  })
  transport.on('produce', ({ kind, rtpParameters }, done, failed) => {
    window.signalling.produce(kind, { ...rtpParameters }).then((id) => done({ id }), failed)
  })
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width: 640, height: 360, frameRate: 20 },
  })
  const audio = await transport.produce({ track: stream.getAudioTracks()[0]! })
  // A browser leaves out the upper layer, which is the one that is looked for, where little seems to get through (as it does
  // when acknowledgements come late) and where it has too much to compute. It is told to take neither for true.
  const codecOptions = { videoGoogleStartBitrate: 2500, videoGoogleMinBitrate: 1500 }
  const video = await transport.produce({ track: stream.getVideoTracks()[0]!, encodings, codecOptions })
  const sender = video.rtpSender!
  await sender.setParameters({ ...sender.getParameters(), degradationPreference: 'maintain-resolution' })
  return { microphone: audio.id, camera: video.id }
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
const happens = (target: EventTarget, name: string) =>
  new Promise<void>((resolve, reject) => {
    target.addEventListener(name, () => resolve(), { once: true })
    target.addEventListener('error', () => reject(new Error(`${name} did not come`)), { once: true })
  })

/** Plays a track from its pieces, the head first: seeks to each time, then plays from the last of them to the end. */
async function play(mime: string, pieces: string[], seeks: number[]) {
  if (!MediaSource.isTypeSupported(mime)) throw new Error(`${mime} is not supported`)
  const element = document.createElement('video')
  document.body.replaceChildren(element)
  element.muted = true
  const source = new MediaSource()
  element.src = URL.createObjectURL(source)
  await happens(source, 'sourceopen')
  const buffer = source.addSourceBuffer(mime)
  for (const piece of pieces) {
    buffer.appendBuffer(bytesOf(piece))
    await happens(buffer, 'updateend')
  }
  source.endOfStream()
  const ranges = Array.from({ length: buffer.buffered.length }, (_, i) => [
    buffer.buffered.start(i),
    buffer.buffered.end(i),
  ])
  const soughtTo: number[] = []
  for (const time of seeks) {
    element.currentTime = time
    await happens(element, 'seeked')
    soughtTo.push(element.currentTime)
  }
  const ended = happens(element, 'ended')
  element.playbackRate = 4
  await element.play()
  await ended
  const { totalVideoFrames } = element.getVideoPlaybackQuality()
  return {
    ranges,
    soughtTo,
    endedAt: element.currentTime,
    totalVideoFrames,
    width: element.videoWidth,
    height: element.videoHeight,
  }
}

window.send = send
window.play = play
window.stopSending = () => transport?.close()
document.title = 'ready'
