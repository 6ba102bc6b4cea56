/** The part of an address after the question mark, as Next hands it to pages. */
export type SearchParams = Record<string, string | string[] | undefined>
