import type { Role } from '../../graphql/generated/documents'

export type NavigationLink = { href: string; label: string }

/** Where the header leads, for strangers and for people who are logged in. */
export function navigation(role: Role | undefined): NavigationLink[] {
  return [
    { href: '/#courses', label: 'Courses' },
    ...(role ? [{ href: '/dashboard', label: 'My classes' }] : []),
    ...(role === 'INSTRUCTOR' || role === 'ADMIN' ? [{ href: '/courses/new', label: 'New course' }] : []),
    ...(role === 'ADMIN' ? [{ href: '/debug', label: 'What runs' }] : []),
  ]
}
