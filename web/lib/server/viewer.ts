import { headers } from 'next/headers'
import { getServerSession } from 'next-auth'
import { cache } from 'react'
import { MeDocument, type MeQuery } from '../../graphql/generated/documents'
import { authOptions } from './authOptions'
import type { Caller } from './Caller'
import { clientAddress } from './clientAddress'
import { requestAs } from './requestAs'

export type Viewer = NonNullable<MeQuery['me']>

/** Who is asking, as the log-in cookie tells. */
export const caller = cache(async (): Promise<Caller> => {
  const session = await getServerSession(authOptions())
  return { userId: session?.user.id, address: clientAddress(await headers()) }
})

/** The account of whoever is logged in, fresh from the API; null for strangers. Throws a `RequestError`. */
export const viewer = cache(async (): Promise<Viewer | null> => {
  const asking = await caller()
  if (!asking.userId) return null
  return (await requestAs(asking, MeDocument, {})).me ?? null
})
