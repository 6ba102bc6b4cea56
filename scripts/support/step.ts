const REPEAT_MS = 15_000
const QUIET_MS = 1_000

export type Report = (detail: string) => void

/**
 * Runs one long piece of work and shows that it goes on: in a terminal one line that is rewritten every second,
 * otherwise a line now and then. Work that takes less than a second shows nothing.
 */
export async function step<T>(title: string, work: (report: Report) => Promise<T>): Promise<T> {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  let detail = ''
  const live = process.stdout.isTTY === true
  const show = () => {
    const text = `  ${title}${detail && ` (${detail})`} … ${seconds()} s`
    process.stdout.write(live ? `\r\x1b[2K${text.slice(0, (process.stdout.columns || 80) - 1)}` : `${text}\n`)
  }
  let repeat: NodeJS.Timeout | undefined
  const first = setTimeout(() => {
    show()
    repeat = setInterval(show, live ? 1_000 : REPEAT_MS)
  }, QUIET_MS)
  try {
    return await work((text) => {
      detail = text
    })
  } finally {
    clearTimeout(first)
    clearInterval(repeat)
    if (repeat) process.stdout.write(`${live ? '\r\x1b[2K' : ''}  ${title}: ${seconds()} s\n`)
  }
}
