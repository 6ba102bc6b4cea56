/** Version of commands and events, sent in the socket.io handshake (`auth.protocol`). Rule [VE1] of SPEC.md. */
export const PROTOCOL_VERSION = 1
/** Oldest version that the engine still speaks. */
export const OLDEST_PROTOCOL_VERSION = 1

/** socket.io handshake: `io(url, { auth: { token, protocol } })`. A missing `protocol` means the newest. */
export interface Handshake {
  token: string
  protocol?: number
}

export function speaksVersion(version: number | undefined): boolean {
  return version === undefined || (version >= OLDEST_PROTOCOL_VERSION && version <= PROTOCOL_VERSION)
}
