import type { Recording } from '@lectern/prisma'
import type { Services } from '../context.ts'
import { editsOf } from '../recordings/edits.ts'
import { type Span, withoutCuts } from './slices.ts'

type Edited = Pick<Recording, 'id' | 'edits'>

interface Replaced {
  name: RegExp
  by: string
}

/**
 * What the edits of a recording mean for what is kept outside of its timeline: captions, questions, progress. They hold from the
 * moment they were asked for, also while the timeline is still being made anew.
 */
export class Redaction {
  readonly #hiddenSpans: Span[]
  readonly #removed: ReadonlySet<string>
  readonly #renamed: ReadonlyMap<string, string>
  readonly #removedNames: ReadonlySet<string>
  readonly #replaced: Replaced[]

  /** With the names that people had in class, which are to be found in no text any more. */
  static async of({ timelines }: Pick<Services, 'timelines'>, recording: Edited): Promise<Redaction> {
    if (editsOf(recording).people.length === 0) return new Redaction(recording)
    const { index } = await timelines.shown(recording.id, 0)
    return new Redaction(recording, new Map(Object.entries(index.people).map(([id, { name }]) => [id, name])))
  }

  /** Without names: enough for moments and for who is removed. */
  constructor(recording: Pick<Edited, 'edits'>, names: ReadonlyMap<string, string> = new Map()) {
    const { trimFromMs, trimToMs, cuts, people } = editsOf(recording)
    this.#hiddenSpans = [
      [0, trimFromMs ?? 0],
      ...cuts.map(([from, to]): Span => [from, to]),
      [trimToMs ?? Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    ]
    const removed = people.filter(({ remove }) => remove)
    this.#removed = new Set(removed.map(({ userId }) => userId))
    this.#removedNames = new Set(removed.flatMap(({ userId }) => names.get(userId) ?? []))
    this.#renamed = new Map(people.flatMap(({ userId, rename }) => (rename ? [[userId, rename] as const] : [])))
    this.#replaced = people.flatMap(({ userId, rename }) => {
      const name = names.get(userId)
      return name ? [{ name: wholeWords(name), by: rename ?? '…' }] : []
    })
  }

  isRemoved(userId: string): boolean {
    return this.#removed.has(userId)
  }

  isRemovedName(name: string | null): boolean {
    return name !== null && this.#removedNames.has(name)
  }

  nameOf(person: { id: string; name: string }): string {
    return this.#renamed.get(person.id) ?? person.name
  }

  /** A text without the names of those who were removed or renamed. */
  text(text: string): string {
    return this.#replaced.reduce((left, { name, by }) => left.replace(name, () => by), text)
  }

  /** Whether a moment is shown. */
  shows(atMs: number): boolean {
    return this.#hiddenSpans.every(([from, to]) => atMs < from || atMs >= to)
  }

  /** What is left of spans. */
  shown(spans: readonly Span[]): Span[] {
    return withoutCuts(spans, this.#hiddenSpans)
  }
}

const escaped = (name: string) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
const wholeWords = (name: string) => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'giu')
