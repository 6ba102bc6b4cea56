import type { InputOf, MediaEvents, ReplyOf, Request, ServerEvents } from '@lectern/protocol'

/** Events of the engine that media listens to. */
export type SignallingEvents = MediaEvents & Pick<ServerEvents, 'people:muted'>

/**
 * What media needs of the connection to the class, and no more. Media requests are sent only while `joined`.
 */
export interface Signalling {
  /** True from the ack of `class:join` until the socket is lost or left. */
  readonly joined: boolean
  /** Resolves with the ack's value; rejects with a `LecternError`, also when the connection is lost before the ack. */
  request<R extends Request>(command: R, input: InputOf<R>): Promise<ReplyOf<R>>
  /** Returns the function that takes the listener away again. */
  on<Name extends keyof SignallingEvents>(name: Name, listener: (payload: SignallingEvents[Name]) => void): () => void
  /**
   * Calls with true after each join, the first and those after a lost connection (the engine then knows a new peer and
   * nothing of its media), and with false when the connection is lost. Not called for the state at the time of the call.
   */
  onJoined(listener: (joined: boolean) => void): () => void
}
