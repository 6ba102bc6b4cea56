/** Nobody is heard, dBov. */
const SILENCE = -127

type Capturing = HTMLMediaElement & { captureStream?: () => MediaStream }

const meters = new WeakMap<HTMLMediaElement, () => number>()
let context: AudioContext | undefined

/** How loud an element plays now, -127 to 0 dBov; always silent in browsers that do not let one listen in. */
export function voiceLevel(element: HTMLMediaElement): number {
  const meter = meters.get(element) ?? makeMeter(element)
  return meter?.() ?? SILENCE
}

/** Undefined as long as the element has no sound, which it has once it plays. */
function makeMeter(element: Capturing): (() => number) | undefined {
  const stream = element.captureStream?.()
  if (!stream || stream.getAudioTracks().length === 0) return undefined
  context ??= new AudioContext()
  const analyser = context.createAnalyser()
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const meter = () => {
    analyser.getFloatTimeDomainData(samples)
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
    return power === 0 ? SILENCE : Math.max(SILENCE, 10 * Math.log10(power))
  }
  meters.set(element, meter)
  return meter
}
