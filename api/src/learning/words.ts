/** Longer words are cut: nobody types them whole, and PostgreSQL takes none beyond 2 kB. */
const MAX_WORD = 64
const MAX_WORDS_OF_QUERY = 8

const WORD = /[\p{L}\p{N}\p{M}]+/gu
// Accents, and the points of Hebrew and Arabic. Vowel signs of other scripts are letters to those who write them.
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]+/g
/** Scripts that put no blanks between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu

// What stays a letter of its own however it is taken apart, though people search for it by another.
const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i' }
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g')

/** A text as it is compared: without case, accents and forms of width, whatever its language. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(LETTER, (letter) => LETTERS[letter]!)

/** The words of a text, folded, each once. Of scripts without blanks: each sign, and each two that stand side by side. */
export function wordsOf(text: string): string[] {
  const words = new Set<string>()
  for (const run of runsOf(text)) {
    if (!run.isUnspaced) words.add(run.text)
    else for (const piece of [...run.text, ...pairsOf(run.text)]) words.add(piece)
  }
  return [...words]
}

/** What a text must have to be found by a query: words that begin so. Empty where the query has no word. */
export function prefixesOf(query: string): string[] {
  const prefixes = new Set<string>()
  for (const run of runsOf(query)) {
    const pairs = run.isUnspaced ? pairsOf(run.text) : []
    for (const piece of pairs.length > 0 ? pairs : [run.text]) prefixes.add(piece)
  }
  return [...prefixes].slice(0, MAX_WORDS_OF_QUERY)
}

interface Run {
  text: string
  isUnspaced: boolean
}

function runsOf(text: string): Run[] {
  const words = foldText(text).match(WORD) ?? []
  return words.flatMap((word) => {
    const unspaced = (word.match(UNSPACED) ?? []).map((run) => ({ text: run, isUnspaced: true }))
    const rest = word.split(UNSPACED).filter((part) => part !== '')
    return [...rest.map((part) => ({ text: part.slice(0, MAX_WORD), isUnspaced: false })), ...unspaced]
  })
}

function pairsOf(text: string): string[] {
  const signs = [...text]
  return signs.slice(1).map((sign, i) => `${signs[i]}${sign}`)
}
