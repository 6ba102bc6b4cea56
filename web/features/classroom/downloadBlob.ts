/** The browser reads the address some time after the click. */
const KEEP_MS = 10_000

/** Hands a file to the browser's downloads. `name` without its ending may hold anything. */
export function downloadBlob(blob: Blob, name: string, ending: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = `${fileName(name)}.${ending}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS)
}

/** The name without what file systems dislike. */
export function fileName(name: string): string {
  const plain = name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').replace(/\s+/g, ' ')
  return plain.trim().slice(0, 80) || 'Lectern'
}
