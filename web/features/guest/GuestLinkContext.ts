'use client'

import { createContext } from 'react'

/** Path of the guest page of the class that one is in; null where it has none. */
export const GuestLinkContext = createContext<string | null>(null)
