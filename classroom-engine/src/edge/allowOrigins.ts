/** Whether a page of this origin may connect. Without an origin it is no browser: there the token alone decides. */
export type OriginCheck = (origin: string | undefined) => boolean

export function allowOrigins(origins: readonly string[]): OriginCheck {
  const allowed = new Set(origins)
  return (origin) => !origin || allowed.has(origin)
}
