import type { ChatMessage } from '@lectern/protocol'
import type { TimelineState } from '@lectern/recording/timeline'
import { clockOf } from './film/clockOf.ts'

/** The chat of a class as text: time in class, name, message. `startedAt`: log time of class time 0. */
export function chatText(title: string, state: TimelineState, startedAt: number): string {
  const messages = Object.entries(state)
    .filter(([document]) => document.startsWith('chat/'))
    .flatMap(([, { messages: own = {} }]) => Object.values(own) as unknown as ChatMessage[])
    .filter(({ deleted }) => deleted === 'no')
    .sort((a, b) => a.at - b.at || a.n - b.n)
  return [title, '', ...messages.map((message) => lineOf(message, startedAt)), ''].join('\n')
}

function lineOf({ at, name, text }: ChatMessage, startedAt: number): string {
  const head = `${clockOf(Math.max(0, at - startedAt)).padStart(7)}  ${name}: `
  return `${head}${text.replaceAll('\n', `\n${' '.repeat(9)}`)}`
}
