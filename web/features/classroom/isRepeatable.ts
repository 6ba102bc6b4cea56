import { COMMANDS, type CommandName, type Request } from '@lectern/protocol'

/** What must not be sent twice: a repeat would add a second time, or act on a moment that has passed. */
const ONCE: readonly CommandName[] = ['joinClass', 'leaveClass', 'renewToken', 'typing', 'react', 'setTimer']

const REPEATABLE = new Set(
  (Object.keys(COMMANDS) as CommandName[])
    .filter((name) => !ONCE.includes(name))
    .map((name) => COMMANDS[name].name as string),
)

/**
 * Whether a request may be sent again when its answer was lost: it sets a state, or carries a client-made id. Media requests never
 * are: after a lost connection the engine knows a new peer.
 */
export function isRepeatable(command: Request): boolean {
  return REPEATABLE.has(command.name)
}
