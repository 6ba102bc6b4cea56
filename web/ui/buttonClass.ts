import { cx } from './cx'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'small' | 'medium' | 'large'

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border border-control bg-surface text-ink hover:bg-sunken',
  quiet: 'text-ink hover:bg-sunken',
  danger: 'bg-danger text-on-danger hover:bg-danger-strong',
}

const SIZES: Record<ButtonSize, string> = {
  small: 'h-8 gap-1.5 px-3 text-13',
  medium: 'h-10 gap-2 px-4 text-15',
  large: 'h-12 gap-2 px-6 text-17',
}

/** The look of everything that is pressed, shared by buttons and by links that look like buttons. */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'medium'): string {
  return cx(
    'inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-box font-medium transition-colors',
    'aria-disabled:cursor-not-allowed aria-disabled:opacity-50',
    '[&_svg]:shrink-0',
    VARIANTS[variant],
    SIZES[size],
  )
}
