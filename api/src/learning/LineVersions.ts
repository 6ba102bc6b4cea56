import type { FoundText } from './FoundText.ts'
import { TextVersions } from './TextVersions.ts'

/** Lines of a long text that many write, each found by itself. */
export class LineVersions {
  readonly #all: TextVersions[] = []
  #lines: { text: string; versions: TextVersions }[] = []

  take(t: number, text: string): void {
    const next = text.split('\n')
    const known = this.#lines
    const same = sameAtStart(known, next)
    const sameAtEnd = sameAtStart(known.slice(same).reverse(), next.slice(same).reverse())
    const replaced = known.slice(same, known.length - sameAtEnd)
    const lines = next.slice(same, next.length - sameAtEnd).map((line, i) => {
      const versions = replaced[i]?.versions ?? this.#newLine()
      versions.take(t, line, null)
      return { text: line, versions }
    })
    for (const { versions } of replaced.slice(lines.length)) versions.take(t, '', null)
    this.#lines = [...known.slice(0, same), ...lines, ...known.slice(known.length - sameAtEnd)]
  }

  texts(): FoundText[] {
    return this.#all.flatMap((versions) => versions.texts())
  }

  #newLine(): TextVersions {
    const versions = new TextVersions({ kind: 'NOTES', key: `notes:${this.#all.length}` })
    this.#all.push(versions)
    return versions
  }
}

function sameAtStart(known: readonly { text: string }[], next: readonly string[]): number {
  const different = next.findIndex((line, i) => known[i]?.text !== line)
  return different < 0 ? next.length : different
}
