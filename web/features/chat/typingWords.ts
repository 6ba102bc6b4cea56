/** Who is typing, in words; empty when nobody is. */
export function typingWords(names: readonly string[]): string {
  const [first, second] = names
  if (first === undefined) return ''
  if (second === undefined) return `${first} is typing…`
  if (names.length === 2) return `${first} and ${second} are typing…`
  return `${first} and ${names.length - 1} others are typing…`
}
