import '@fontsource-variable/instrument-sans/wght.css'
import '@fontsource-variable/newsreader/opsz.css'
import './globals.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { readTheme } from '../features/theme/readTheme'
import { QueryProvider } from '../lib/QueryProvider'
import { UiProvider } from '../ui/UiProvider'

export const metadata: Metadata = {
  title: { default: 'Lectern', template: '%s · Lectern' },
  description: 'Live classes with a shared board, and a replay of everything that was said, drawn and asked.',
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fcfaf6' },
    { media: '(prefers-color-scheme: dark)', color: '#13161b' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await readTheme()
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme} suppressHydrationWarning>
      <body className="min-h-dvh bg-paper text-ink antialiased">
        <QueryProvider>
          <UiProvider>{children}</UiProvider>
        </QueryProvider>
      </body>
    </html>
  )
}
