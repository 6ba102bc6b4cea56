import { COMMANDS } from '@lectern/protocol'
import type { JoinTokens } from '../JoinTokens.ts'
import { handleAsync } from './handle.ts'

/** Comes into class, or into the waiting room. A repeat answers as the first did, with another token. */
export const joinClass = (tokens: JoinTokens) =>
  handleAsync(COMMANDS.joinClass, async ({ room, session }) => {
    // A socket may have stood at the door for longer than its token lives. Whoever waits inside was asked to.
    if (session.state === 'connected') tokens.mustLive(session.claims)
    session.askedAt = performance.now()
    const welcome = await room.step(() => room.join(session))
    if (welcome.state === 'waiting') return welcome
    const { peerId, userId, claims } = session
    const { token } = await tokens.renew(claims)
    return { ...welcome, peerId, userId, now: room.now, token, media: room.media !== undefined }
  })
