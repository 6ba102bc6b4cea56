import { z } from 'zod'
import { log } from './log'

const Emails = z.array(z.object({ email: z.email(), primary: z.boolean(), verified: z.boolean() }))

/** The primary address of a GitHub account, if GitHub has verified it. The public profile does not tell that. */
export async function verifiedGitHubEmail(accessToken: string | undefined): Promise<string | undefined> {
  try {
    const response = await fetch('https://api.github.com/user/emails', {
      headers: { Authorization: `Bearer ${accessToken}`, Accept: 'application/vnd.github+json' },
    })
    const emails = Emails.parse(await response.json())
    return emails.find(({ primary, verified }) => primary && verified)?.email
  } catch (error) {
    log().warn({ err: error }, 'GitHub did not tell the address')
    return undefined
  }
}
