export interface Part {
  text: string
  isMatch: boolean
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]+/g
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u

const fold = (text: string) => text.normalize('NFKD').replace(MARKS, '').toLowerCase().replaceAll('ß', 'ss')

/** A text cut into words that begin as one of those searched for does, and all between them. */
export function matchParts(text: string, query: string): Part[] {
  const searched = (query.match(WORD) ?? []).map(fold)
  const matches = (word: string) => {
    const folded = fold(word)
    return searched.some((each) => folded.startsWith(each) || (UNSPACED.test(each) && folded.includes(each)))
  }
  const parts: Part[] = []
  let at = 0
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!matches(word)) continue
    parts.push({ text: text.slice(at, index), isMatch: false }, { text: word, isMatch: true })
    at = index + word.length
  }
  parts.push({ text: text.slice(at), isMatch: false })
  return parts.filter((part) => part.text !== '')
}
