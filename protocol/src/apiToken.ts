/**
 * API tokens: JWT, HS256, secret `LECTERN_API_SECRET`, claims `aud`, `sub` and `exp`. `sub` is the id of the person who
 * asks, or `WEB_SERVICE` where the web service asks for somebody who is not logged in, which gives no rights at all.
 */
export const API_TOKEN_AUDIENCE = 'lectern-api'
export const WEB_SERVICE = 'service:web'
/** Claim `scope` of the token with which the web service vouches for a log-in at Google or GitHub. */
export const OAUTH_SCOPE = 'oauth-log-in'
