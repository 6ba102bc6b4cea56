import { line, paragraphs } from '../support/text.ts'

export const Title = line('Title', { min: 3, max: 120 })
export const Summary = line('Summary', { max: 240 })
export const Description = paragraphs('Description', { max: 20_000 })
