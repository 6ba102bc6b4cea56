/** Runs in the page, before anything else there: media goes to another port of this machine, by UDP alone. */
export function bendCandidates({ from, to }: { from: number; to: number }): void {
  const { prototype } = window.RTCPeerConnection
  const original = prototype.setRemoteDescription as (to: RTCSessionDescriptionInit) => Promise<void>
  const bend = (line: string) => line.replace(` ${from} typ `, ` ${to} typ `)
  const bent = function (this: RTCPeerConnection, { type, sdp = '' }: RTCSessionDescriptionInit) {
    const lines = sdp.split('\r\n').filter((line) => !/^a=candidate:\S+ \d+ tcp /i.test(line))
    const others = lines.map((line) => (line.startsWith('a=candidate:') ? bend(line) : line))
    return original.call(this, { type, sdp: others.join('\r\n') })
  }
  prototype.setRemoteDescription = bent as typeof prototype.setRemoteDescription
}
