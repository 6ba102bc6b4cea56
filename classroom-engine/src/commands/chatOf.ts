import { chatDocument, SERVER_ACTOR } from '@lectern/protocol'
import { Chat } from '../chat/Chat.ts'
import type { Classroom } from '../room/Classroom.ts'
import { changeStage } from './changeStage.ts'
import { stageOf } from './stageOf.ts'

/** The room's chat, written in the name of `actor`. */
export function chatOf(room: Classroom, actor: string): Chat {
  const count = () => stageOf(room).get('chatDocuments')
  return new Chat({
    count,
    read: (index) => room.chat(index),
    change: (index, edit) => room.change(chatDocument(index), actor, edit),
    grow: () => changeStage(room, SERVER_ACTOR, (stage) => stage.set({ chatDocuments: count() + 1 })),
  })
}
