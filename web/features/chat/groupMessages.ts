/** Messages of one person within this time stand under one name. */
const TOGETHER_MS = 5 * 60_000

interface Groupable {
  id: string
  by: string
  at: number
}

export interface MessageGroup<Message> {
  /** Id of the first message: stable while later ones come in. */
  key: string
  by: string
  at: number
  messages: Message[]
}

/** Puts what one person said in a row under one name and time. Keeps the order. */
export function groupMessages<Message extends Groupable>(messages: readonly Message[]): MessageGroup<Message>[] {
  const groups: MessageGroup<Message>[] = []
  for (const message of messages) {
    const last = groups.at(-1)
    if (last && last.by === message.by && message.at - last.messages.at(-1)!.at < TOGETHER_MS)
      last.messages.push(message)
    else groups.push({ key: message.id, by: message.by, at: message.at, messages: [message] })
  }
  return groups
}
