import type { CommandName } from '@lectern/protocol'
import type { JoinTokens } from '../JoinTokens.ts'
import { classHandlers } from './classHandlers.ts'
import type { Handler } from './handle.ts'
import { joinClass } from './joinClass.ts'
import { leaveClass } from './leaveClass.ts'
import { renewToken } from './renewToken.ts'

/** A handler for every command of `COMMANDS`. `voteSecret`: see `vote`. */
export const commandTable = (tokens: JoinTokens, voteSecret: string): Record<CommandName, Handler> => ({
  ...classHandlers({ voteSecret }),
  joinClass: joinClass(tokens),
  leaveClass,
  renewToken: renewToken(tokens),
})
