import { COMMANDS } from '@lectern/protocol'
import type { JoinTokens } from '../JoinTokens.ts'
import { handleAsync } from './handle.ts'

/** A new token for somebody in class, for connections yet to be made. */
export const renewToken = (tokens: JoinTokens) =>
  handleAsync(COMMANDS.renewToken, ({ session }) => tokens.renew(session.claims))
