import type { CommandName } from '@lectern/protocol'
import { addChapter } from './addChapter.ts'
import { addPage } from './addPage.ts'
import { admit } from './admit.ts'
import { admitAll } from './admitAll.ts'
import { ban } from './ban.ts'
import { closePoll } from './closePoll.ts'
import { deleteChat } from './deleteChat.ts'
import { deletePoll } from './deletePoll.ts'
import { deny } from './deny.ts'
import { editChat } from './editChat.ts'
import { endClass } from './endClass.ts'
import type { Handler } from './handle.ts'
import { lowerAllHands } from './lowerAllHands.ts'
import { lowerHand } from './lowerHand.ts'
import { mute } from './mute.ts'
import { muteAll } from './muteAll.ts'
import { openPoll } from './openPoll.ts'
import { raiseHand } from './raiseHand.ts'
import { react } from './react.ts'
import { reactToChat } from './reactToChat.ts'
import { refuseRecording } from './refuseRecording.ts'
import { remove } from './remove.ts'
import { removePage } from './removePage.ts'
import { renamePage } from './renamePage.ts'
import { sendChat } from './sendChat.ts'
import { sendPrivate } from './sendPrivate.ts'
import { setGrant } from './setGrant.ts'
import { setGrantForAll } from './setGrantForAll.ts'
import { setGuestPolicy } from './setGuestPolicy.ts'
import { setLayout } from './setLayout.ts'
import { setLocks } from './setLocks.ts'
import { setPage } from './setPage.ts'
import { setRecording } from './setRecording.ts'
import { setRole } from './setRole.ts'
import { setTimer } from './setTimer.ts'
import { spotlight } from './spotlight.ts'
import { typing } from './typing.ts'
import { unban } from './unban.ts'
import { unlockMicrophone } from './unlockMicrophone.ts'
import { vote } from './vote.ts'

/** Commands of the classroom. Those that open and close a connection's part in it are beside it (`joinClass`, `leaveClass`, `renewToken`). */
type ClassCommand = Exclude<CommandName, 'joinClass' | 'leaveClass' | 'renewToken'>

/** A handler for every command; one that has none does not compile. `voteSecret`: see `vote`. */
export const classHandlers = ({ voteSecret }: { voteSecret: string }): Record<ClassCommand, Handler> => ({
  addChapter,
  addPage,
  admit,
  admitAll,
  ban,
  closePoll,
  deleteChat,
  deletePoll,
  deny,
  editChat,
  endClass,
  lowerAllHands,
  lowerHand,
  mute,
  muteAll,
  openPoll,
  raiseHand,
  react,
  reactToChat,
  refuseRecording,
  remove,
  removePage,
  renamePage,
  sendChat,
  sendPrivate,
  setGrant,
  setGrantForAll,
  setGuestPolicy,
  setLayout,
  setLocks,
  setPage,
  setRecording,
  setRole,
  setTimer,
  spotlight,
  typing,
  unban,
  unlockMicrophone,
  vote: vote(voteSecret),
})
