import { downloadBlob } from '../classroom/downloadBlob.ts'

/** Downloads a text as a plain text file. */
export function downloadText(text: string, name: string): void {
  downloadBlob(new Blob([text], { type: 'text/plain;charset=utf-8' }), name, 'txt')
}
