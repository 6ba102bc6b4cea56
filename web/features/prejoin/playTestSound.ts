/** Plays two short notes on the chosen speaker, so that one hears whether it works. Resolves when they are over. */
export async function playTestSound(speakerId: string | undefined): Promise<void> {
  const context = new AudioContext()
  const output = context.createMediaStreamDestination()
  const audio = new Audio()
  audio.srcObject = output.stream
  if (speakerId && 'setSinkId' in audio) await audio.setSinkId(speakerId).catch(() => undefined)
  await audio.play()
  const last = [523.25, 659.25].map((pitch, index) =>
    note(context, output, pitch, context.currentTime + index * 0.22),
  )[1]!
  await new Promise<void>((resolve) => {
    last.onended = () => resolve()
  })
  audio.srcObject = null
  await context.close()
}

function note(context: AudioContext, output: AudioNode, pitch: number, at: number): OscillatorNode {
  const oscillator = new OscillatorNode(context, { frequency: pitch })
  const volume = new GainNode(context, { gain: 0 })
  volume.gain.setValueAtTime(0, at)
  volume.gain.linearRampToValueAtTime(0.2, at + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.4)
  oscillator.connect(volume).connect(output)
  oscillator.start(at)
  oscillator.stop(at + 0.42)
  return oscillator
}
