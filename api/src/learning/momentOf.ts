/** The moment at which a text first had a word for every prefix. */
export function momentOf({ words, moments }: { words: string[]; moments: number[] }, prefixes: string[]): number {
  const firstOf = (prefix: string) =>
    words.reduce(
      (first, word, i) => (word.startsWith(prefix) ? Math.min(first, moments[i]!) : first),
      Number.POSITIVE_INFINITY,
    )
  return Math.max(...prefixes.map(firstOf))
}
