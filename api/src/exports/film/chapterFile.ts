import type { Mark } from '@lectern/recording/timeline'
import type { Scene } from './filmPlan.ts'

const escaped = (text: string) => text.replace(/[\\=;#\n]/g, (sign) => `\\${sign}`)

/** Where in the film a moment of class is; undefined where it was cut. */
export function filmTime(scenes: readonly Scene[], atMs: number): number | undefined {
  let passed = 0
  for (const { fromMs, toMs } of scenes) {
    if (atMs < toMs) return atMs >= fromMs ? passed + atMs - fromMs : undefined
    passed += toMs - fromMs
  }
  return undefined
}

/** Title and chapters, as ffmpeg takes them. */
export function chapterFile(title: string, marks: readonly Mark[], scenes: readonly Scene[]): string {
  const total = scenes.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
  const starts = marks
    .filter(({ kind }) => kind === 'chapter')
    .flatMap(({ atMs, title: name }) => {
      const at = filmTime(scenes, atMs)
      return at === undefined ? [] : [{ at, name }]
    })
  // Players begin the first chapter at the beginning, wherever it stands.
  if (starts[0] && starts[0].at > 0) starts.unshift({ at: 0, name: title })
  const blocks = starts.map(({ at, name }, n) => {
    const end = starts[n + 1]?.at ?? total
    return `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${at}\nEND=${Math.max(at + 1, end)}\ntitle=${escaped(name)}\n`
  })
  return `;FFMETADATA1\ntitle=${escaped(title)}\n${blocks.join('')}`
}
