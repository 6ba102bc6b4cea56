/**
 * The nonce of this page, for style elements that libraries add to it. Browsers hide it from the attribute and tell it to
 * scripts of the page only. A page that is reached without loading a document keeps the nonce of the first one, as its policy.
 */
export function pageNonce(): string | undefined {
  if (typeof document === 'undefined') return undefined
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || undefined
}
