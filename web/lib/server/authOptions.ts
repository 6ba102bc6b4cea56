import type { NextAuthOptions, User } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import GitHubProvider from 'next-auth/providers/github'
import GoogleProvider from 'next-auth/providers/google'
import { LogInDocument, OAuthLogInDocument, type OAuthLogInInput } from '../../graphql/generated/documents'
import { config, type WebConfig } from '../config'
import { RequestError } from '../RequestError'
import { clientAddress } from './clientAddress'
import { log } from './log'
import { requestAs } from './requestAs'
import { verifiedGitHubEmail } from './verifiedGitHubEmail'

let options: NextAuthOptions | undefined

/** How people log in, from the settings, made on first use. */
export function authOptions(): NextAuthOptions {
  options ??= createOptions(config())
  return options
}

/** The providers that have their keys, as next-auth calls them. */
export function oauthProviderNames(settings: WebConfig): ('google' | 'github')[] {
  const names: ('google' | 'github')[] = []
  if (settings.LECTERN_WEB_GOOGLE_ID && settings.LECTERN_WEB_GOOGLE_SECRET) names.push('google')
  if (settings.LECTERN_WEB_GITHUB_ID && settings.LECTERN_WEB_GITHUB_SECRET) names.push('github')
  return names
}

function createOptions(settings: WebConfig): NextAuthOptions {
  // next-auth reads its own address from here. It is never taken from the Host header, which the caller writes.
  process.env.NEXTAUTH_URL ??= settings.LECTERN_PUBLIC_WEB_URL
  return {
    secret: settings.LECTERN_AUTH_SECRET,
    useSecureCookies: settings.LECTERN_PUBLIC_WEB_URL.startsWith('https:'),
    session: { strategy: 'jwt', maxAge: 30 * 24 * 60 * 60 },
    // next-auth's own pages have no place here: they carry styles of their own.
    pages: { signIn: '/login', error: '/login', verifyRequest: '/login', signOut: '/' },
    providers: [
      CredentialsProvider({
        credentials: { email: { label: 'Email' }, password: { label: 'Password', type: 'password' } },
        authorize: (credentials, request) =>
          logIn(credentials?.email ?? '', credentials?.password ?? '', headerReader(request.headers)),
      }),
      ...oauthProviderNames(settings).map((name) => oauthProvider(name, settings)),
    ],
    callbacks: {
      signIn: async ({ user, account, profile }) => {
        if (account?.type !== 'oauth') return true
        const input = await oauthInput(account, profile as Record<string, unknown> | undefined)
        return input ? adopt(user, input) : '/login?error=OAuthEmail'
      },
      jwt: ({ token, user }) => (user ? { ...token, sub: user.id, name: user.name, role: user.role } : token),
      session: ({ session, token }) => ({ ...session, user: { id: token.sub, name: token.name, role: token.role } }),
    },
    logger: {
      error: logFailure,
      warn: (code) => log().debug({ code }, 'log-in warning'),
      debug: (code, metadata) => log().debug({ code, metadata }, 'log-in'),
    },
  }
}

function oauthProvider(name: 'google' | 'github', settings: WebConfig) {
  if (name === 'google') {
    return GoogleProvider({
      clientId: settings.LECTERN_WEB_GOOGLE_ID!,
      clientSecret: settings.LECTERN_WEB_GOOGLE_SECRET!,
    })
  }
  return GitHubProvider({
    clientId: settings.LECTERN_WEB_GITHUB_ID!,
    clientSecret: settings.LECTERN_WEB_GITHUB_SECRET!,
  })
}

// A cookie from before the secret changed is no fault of ours, and everybody who has one would fill the log.
function logFailure(code: string, metadata: unknown): void {
  if (code === 'JWT_SESSION_ERROR') log().debug({ code }, 'a log-in cookie could not be read')
  else log().error({ code, metadata }, 'log-in failed')
}

/** next-auth carries only the message of what is thrown here to the page, so the message is the code. */
async function logIn(email: string, password: string, headers: { get(name: string): string | null }): Promise<User> {
  try {
    const caller = { userId: undefined, address: clientAddress(headers) }
    return (await requestAs(caller, LogInDocument, { email, password })).logIn.user
  } catch (error) {
    throw new Error(error instanceof RequestError ? error.code : 'INTERNAL')
  }
}

async function adopt(user: User, input: OAuthLogInInput): Promise<true | string> {
  try {
    const caller = { userId: undefined, address: undefined, vouchesForOAuth: true }
    const { oauthLogIn } = await requestAs(caller, OAuthLogInDocument, { input })
    Object.assign(user, oauthLogIn.user)
    return true
  } catch (error) {
    return `/login?error=${error instanceof RequestError ? error.code : 'INTERNAL'}`
  }
}

async function oauthInput(
  account: { provider: string; providerAccountId: string; access_token?: string },
  profile: Record<string, unknown> | undefined,
): Promise<OAuthLogInInput | undefined> {
  const { providerAccountId } = account
  const name = text(profile?.name) ?? text(profile?.login) ?? 'Somebody'
  if (account.provider === 'google') {
    const email = text(profile?.email)
    if (!email) return undefined
    return { provider: 'GOOGLE', providerAccountId, email, emailVerified: profile?.email_verified === true, name }
  }
  const email = await verifiedGitHubEmail(account.access_token)
  if (!email) return undefined
  return { provider: 'GITHUB', providerAccountId, email, emailVerified: true, name }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function headerReader(headers: Record<string, unknown> | undefined) {
  return { get: (name: string) => text(headers?.[name]) ?? null }
}
