/** How the class looks: dark by itself, light where one asks for it. */
export type ClassTheme = 'class' | 'light'

export const CLASS_THEME_KEY = 'lectern-class-theme'

export function parseClassTheme(text: string | null): ClassTheme {
  return text === 'light' ? 'light' : 'class'
}
