const EVERY_MS = 50
/** Speech is far below full scale; this makes a normal voice fill about two thirds of a meter. */
const GAIN = 5

/** Tells the loudness of a live audio track, 0 to 1, about 20 times a second, until the returned function is called. */
export function watchLevel(track: MediaStreamTrack, onLevel: (level: number) => void): () => void {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 512
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const timer = setInterval(() => {
    // A page that was never clicked may start with a sleeping context.
    if (context.state === 'suspended') void context.resume().catch(() => undefined)
    analyser.getFloatTimeDomainData(samples)
    onLevel(loudness(samples))
  }, EVERY_MS)
  return () => {
    clearInterval(timer)
    void context.close().catch(() => undefined)
  }
}

/** Root mean square of the samples, scaled for a meter, 0 to 1. */
export function loudness(samples: ArrayLike<number>): number {
  let sum = 0
  for (let index = 0; index < samples.length; index += 1) sum += samples[index]! ** 2
  return samples.length === 0 ? 0 : Math.min(1, Math.sqrt(sum / samples.length) * GAIN)
}
