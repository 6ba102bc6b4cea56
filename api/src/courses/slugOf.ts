const MAX_LENGTH = 60

/** Addresses that the web app uses for pages of its own. */
const TAKEN = new Set(['new'])

/** A course's address from its title: `Größe & Maß: I` becomes `grosse-mass-i`. */
export function slugOf(title: string): string {
  const plain = title.replaceAll('ß', 'ss').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const slug = plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^-|-$/g, '')
  return slug === '' || TAKEN.has(slug) ? `course${slug && `-${slug}`}` : slug
}
