import type { User } from '@lectern/prisma'
import { LecternError } from '@lectern/protocol'

/** Who asks. Loaded anew for every request, so that a changed role holds at once. */
export type Viewer = User

interface Asking {
  viewer: Viewer | null
}

export function requireViewer({ viewer }: Asking): Viewer {
  if (!viewer) throw new LecternError('NOT_LOGGED_IN')
  return viewer
}

export function requireInstructor(asking: Asking): Viewer {
  const viewer = requireViewer(asking)
  if (viewer.role === 'STUDENT') throw new LecternError('NOT_ALLOWED', 'Only instructors can do this.')
  return viewer
}

export function requireAdmin(asking: Asking): Viewer {
  const viewer = requireViewer(asking)
  if (viewer.role !== 'ADMIN') throw new LecternError('NOT_ALLOWED', 'Only admins can do this.')
  return viewer
}
