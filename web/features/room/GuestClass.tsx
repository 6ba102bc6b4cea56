'use client'

import { useEffect, useMemo, useState } from 'react'
import { Spinner } from '../../ui/Spinner.tsx'
import { ClassThemeArea } from '../settings/ClassThemeArea.tsx'
import type { Door } from './Door.ts'
import { longerToken, readGuestToken, tokenOfLink } from './guestLink.ts'
import { RoomFlow } from './RoomFlow.tsx'
import { Screen } from './Screen.tsx'

const KEPT = 'lectern-join-token'

/** Joins the room of a token, without a school. */
export function GuestClass(props: { engineUrl: string; boardLicenseKey: string | undefined }) {
  const [token, setToken] = useState<string | null>()
  useEffect(() => setToken(takeToken()), [])
  return (
    <ClassThemeArea>
      {token === undefined ? <Screen icon={<Spinner size={40} />} title="Opening the class…" /> : null}
      {token === null ? <BadLink /> : null}
      {token ? <GuestRoom token={token} {...props} /> : null}
    </ClassThemeArea>
  )
}

function GuestRoom({
  token,
  engineUrl,
  boardLicenseKey,
}: {
  token: string
  engineUrl: string
  boardLicenseKey: string | undefined
}) {
  const claims = useMemo(() => readGuestToken(token), [token])
  const door = useMemo((): Door | null => {
    if (!claims) return null
    return {
      title: claims.title || 'Live class',
      name: claims.name,
      note: claims.guest ? 'The instructor may have to let you in first.' : undefined,
      recording: { state: 'unknown', policy: 'everyone', mayRefuse: claims.role === 'student' },
      action: 'Join class',
      enter: async () => ({ engineUrl, token: longerToken(token, read()) }),
      ahead: true,
      // What the class hands out lives for minutes, the link for longer: after a long loss the link opens the door again.
      refresh: async () => longerToken(token, read()),
      keepToken: (next) => keep(longerToken(next, read())),
      exit: null,
    }
  }, [claims, engineUrl, token])
  return door ? <RoomFlow door={door} boardLicenseKey={boardLicenseKey} /> : <BadLink />
}

function BadLink() {
  return (
    <Screen title="This link does not open a class">
      <p>It is not complete, or it was used up. Ask whoever sent it for a new one.</p>
    </Screen>
  )
}

/** Takes the token out of the address, where it could be read or passed on by accident, and keeps it for a reload of this tab. */
function takeToken(): string | null {
  const { search, hash, pathname } = window.location
  const token = tokenOfLink(search, hash)
  if (token === null) return read()
  window.history.replaceState(window.history.state, '', pathname)
  keep(token)
  return token
}

function keep(token: string): void {
  try {
    sessionStorage.setItem(KEPT, token)
  } catch {
    // Without storage the page works until it is loaded again.
  }
}

function read(): string | null {
  try {
    return sessionStorage.getItem(KEPT)
  } catch {
    return null
  }
}
