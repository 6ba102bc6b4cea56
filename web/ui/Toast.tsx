'use client'

import { Check, CircleAlert, Info, X } from 'lucide-react'
import * as Primitive from 'radix-ui/toast'
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import { cx } from './cx'

export type ToastMessage = {
  title: string
  description?: ReactNode
  tone?: 'plain' | 'success' | 'error'
  /** One thing to do about it, for example undo. */
  action?: { label: string; onSelect: () => void }
  /** Milliseconds; errors stay longer unless told otherwise. */
  duration?: number
}

type Shown = ToastMessage & { id: number; open: boolean }

const ToastContext = createContext<((message: ToastMessage) => void) | null>(null)

const ICONS = {
  plain: <Info aria-hidden size={20} strokeWidth={1.75} />,
  success: <Check aria-hidden size={20} strokeWidth={1.75} className="text-accent-ink" />,
  error: <CircleAlert aria-hidden size={20} strokeWidth={1.75} className="text-danger-ink" />,
}

const LEAVING_MS = 200

/** Gives the function that shows a short message at the edge of the page. */
export function useToast(): (message: ToastMessage) => void {
  const show = useContext(ToastContext)
  if (!show) throw new Error('useToast needs a ToastProvider above it')
  return show
}

let lastId = 0

/** `label` names the region in which messages appear; it must differ between providers on one page. */
export function ToastProvider({ label = 'Messages', children }: { label?: string; children: ReactNode }) {
  const [toasts, setToasts] = useState<Shown[]>([])
  const show = useCallback((message: ToastMessage) => {
    lastId += 1
    setToasts((shown) => [...shown.slice(-2), { ...message, id: lastId, open: true }])
  }, [])
  const close = (id: number) => {
    setToasts((shown) => shown.map((toast) => (toast.id === id ? { ...toast, open: false } : toast)))
    setTimeout(() => setToasts((shown) => shown.filter((toast) => toast.id !== id)), LEAVING_MS)
  }
  return (
    <ToastContext value={show}>
      <Primitive.Provider swipeDirection="right" label="Message">
        {children}
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onClose={() => close(toast.id)} />
        ))}
        <Primitive.Viewport
          label={`${label} ({hotkey})`}
          className="fixed right-(--toast-right,0px) bottom-(--toast-bottom,0px) left-(--toast-left,auto) z-50 flex w-full max-w-md flex-col gap-2 p-4 outline-none"
        />
      </Primitive.Provider>
    </ToastContext>
  )
}

function ToastCard({ toast, onClose }: { toast: Shown; onClose: () => void }) {
  const tone = toast.tone ?? 'plain'
  return (
    <Primitive.Root
      open={toast.open}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      duration={toast.duration ?? (tone === 'error' ? 12_000 : 6_000)}
      type={tone === 'error' ? 'foreground' : 'background'}
      className={cx(
        'flex items-start gap-3 rounded-box border bg-raised p-4 text-ink shadow-2 data-[state=closed]:animate-sink data-[state=open]:animate-rise',
        tone === 'error' ? 'border-danger' : 'border-hairline',
      )}
    >
      {ICONS[tone]}
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <Primitive.Title className="font-medium text-15">{toast.title}</Primitive.Title>
        {toast.description ? (
          <Primitive.Description className="text-13 text-muted">{toast.description}</Primitive.Description>
        ) : null}
        {toast.action ? (
          <Primitive.Action
            altText={toast.action.label}
            onClick={toast.action.onSelect}
            className="mt-1 self-start font-medium text-15 text-accent-ink underline underline-offset-4"
          >
            {toast.action.label}
          </Primitive.Action>
        ) : null}
      </div>
      <Primitive.Close
        aria-label="Dismiss"
        className="-m-1.5 inline-flex size-8 items-center justify-center rounded-small text-muted hover:bg-sunken"
      >
        <X aria-hidden size={18} strokeWidth={1.75} />
      </Primitive.Close>
    </Primitive.Root>
  )
}
