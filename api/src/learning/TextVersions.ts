import type { FoundText } from './FoundText.ts'
import { wordsOf } from './words.ts'

/** A text that rests so long is one that people have seen; what is written on then is another version. */
const REST_MS = 10_000

type Head = Pick<FoundText, 'kind' | 'key'>

interface Version {
  text: string
  author: string | null
  changedAt: number
  /** Word → when it was there first. */
  moments: Map<string, number>
}

/** The texts that one thing had, one after the other. While somebody types, it is one text that grows. */
export class TextVersions {
  readonly #head: Head
  readonly #done: Version[] = []
  #current: Version | null = null

  constructor(head: Head) {
    this.#head = head
  }

  take(t: number, text: string, author: string | null): void {
    const before = this.#current
    if (text === (before?.text ?? '')) return
    const rested = before !== null && t - before.changedAt >= REST_MS
    if (before && rested) this.#done.push(before)
    // What was typed and taken away at once is nothing that was there.
    const moments = momentsOf(text, t, before?.moments)
    this.#current = text.trim() === '' ? null : { text, author, changedAt: t, moments }
  }

  texts(): FoundText[] {
    const versions = this.#current ? [...this.#done, this.#current] : this.#done
    return versions
      .filter(({ moments }) => moments.size > 0)
      .map(({ text, author, moments }) => ({
        ...this.#head,
        text,
        author,
        atMs: Math.min(...moments.values()),
        words: [...moments.keys()],
        moments: [...moments.values()],
      }))
  }
}

const momentsOf = (text: string, t: number, known: ReadonlyMap<string, number> | undefined) =>
  new Map(wordsOf(text).map((word) => [word, known?.get(word) ?? t]))
