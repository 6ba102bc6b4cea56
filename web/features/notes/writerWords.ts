/** "Sam is here too", "Sam and Kim are here too", "Sam, Kim and 3 others are here too". */
export function writerWords(names: readonly string[]): string {
  const [first, second] = names
  if (first === undefined) return ''
  if (second === undefined) return `${first} is here too`
  if (names.length === 2) return `${first} and ${second} are here too`
  const others = names.length - 2
  return `${first}, ${second} and ${others} ${others === 1 ? 'other' : 'others'} are here too`
}
