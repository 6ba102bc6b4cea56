import { signOut } from 'next-auth/react'

/** Ends the session of this browser and goes to the front page. */
export async function logOut(): Promise<void> {
  await signOut({ redirect: false })
  window.location.assign('/')
}
