import { mkdir, statfs } from 'node:fs/promises'
import { UserError } from '../support/UserError.ts'

/** Throws a sentence if the disk that holds `folder` has fewer than `bytes` left. Makes the folder. */
export async function requireSpace(folder: string, bytes: number, purpose: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`The folder ${folder} cannot be made (${error.code}): choose another with --data.`)
  })
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize >= bytes) return
  const megabytes = Math.round(bytes / 1_000_000)
  throw new UserError(
    `The disk of ${folder} is nearly full: make ${megabytes} MB of room ${purpose}, then start again.`,
  )
}
