import { io } from 'socket.io-client'

/** What `ClassroomClient` needs of a socket.io socket; tests give one without a network. */
export interface ClientSocket {
  readonly connected: boolean
  connect(): unknown
  disconnect(): unknown
  emit(event: string, ...args: unknown[]): unknown
  on(event: 'connect', listener: () => void): unknown
  on(event: 'disconnect', listener: (reason: string) => void): unknown
  on(event: 'connect_error', listener: (error: Error & { data?: unknown }) => void): unknown
  onAny(listener: (event: string, ...args: unknown[]) => void): unknown
}

/** Called before each attempt, so that a renewed token is used. */
export type Credentials = () => { token: string; protocol: number }

/** The real one. It does not reconnect by itself: the client does, so that it can say when. */
export function openSocket(engineUrl: string, credentials: Credentials): ClientSocket {
  return io(engineUrl, {
    auth: (send) => send(credentials()),
    autoConnect: false,
    reconnection: false,
    forceNew: true,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    timeout: 10_000,
  })
}
