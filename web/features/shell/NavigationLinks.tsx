'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cx } from '../../ui/cx'
import { PendingIcon } from '../../ui/PendingIcon'
import type { NavigationLink } from './navigation'

/** The links of the header; the one that leads to this very page is marked. */
export function NavigationLinks({ links }: { links: NavigationLink[] }) {
  const path = usePathname()
  return links.map((link) => {
    const here = path === (link.href.split('#')[0] || '/')
    return (
      <Link
        key={link.href}
        href={link.href}
        aria-current={here ? 'page' : undefined}
        className={cx(
          'relative rounded-box px-3 py-2 font-medium text-15 transition-colors hover:bg-sunken hover:text-ink',
          here ? 'text-ink' : 'text-muted',
        )}
      >
        {link.label}
        <span className="-right-2 absolute top-3">
          <PendingIcon />
        </span>
      </Link>
    )
  })
}
