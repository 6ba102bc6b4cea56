import { LecternError } from '@lectern/protocol'

const TAG = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/

/** A language tag in its one form: `pt-br` is `pt-BR`. Throws `NOT_FOUND` where it is none. */
export function captionLanguage(tag: string): string {
  const [canonical] = TAG.test(tag) ? canonicalOf(tag) : []
  if (!canonical) throw new LecternError('NOT_FOUND', 'There is no such language.')
  return canonical
}

function canonicalOf(tag: string): string[] {
  try {
    return Intl.getCanonicalLocales(tag)
  } catch {
    return []
  }
}

/** What a language calls itself, with a capital: "Deutsch", "Português (Brasil)". */
export function languageLabel(language: string): string {
  const name = new Intl.DisplayNames([language, 'en'], { type: 'language' }).of(language) ?? language
  const [first = '', ...rest] = name
  return first.toLocaleUpperCase(language) + rest.join('')
}
