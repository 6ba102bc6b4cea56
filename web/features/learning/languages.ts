const COMMON =
  'ar bg bn ca cs da de el en es et fa fi fr ga he hi hr hu id is it ja ko lt lv ms nb nl pl pt pt-BR ro ru sk sl sr sv sw ta th tr uk ur vi zh'

const NAMES = new Intl.DisplayNames(['en'], { type: 'language' })

/** Languages that captions are usually in, by their English names. */
export const LANGUAGES: readonly { value: string; label: string }[] = COMMON.split(' ')
  .map((value) => ({ value, label: NAMES.of(value) ?? value }))
  .sort((a, b) => a.label.localeCompare(b.label, 'en'))
