import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contrast, type LinearRgb, parseOklch, toLinearRgb, toOklab } from './colour'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')

const THEMES = { light: theme('light'), dark: theme('dark'), class: theme('class') }
const PEOPLE = Array.from({ length: 12 }, (_, index) => index)
const GROUNDS = ['paper', 'surface', 'raised', 'sunken']

/** Pairs that carry text: AA asks for 4.5. */
const TEXT: [string, string[]][] = [
  ['ink', GROUNDS],
  ['muted', GROUNDS],
  ['accent-ink', GROUNDS],
  ['danger-ink', GROUNDS],
  ['on-accent', ['accent', 'accent-strong']],
  ['on-accent-soft', ['accent-soft']],
  ['on-amber', ['amber']],
  ['on-amber-soft', ['amber-soft']],
  ['on-danger', ['danger', 'danger-strong']],
  ['on-danger-soft', ['danger-soft']],
]

/** Pairs that carry the edge of a control, a focus ring or a mark: AA asks for 3. */
const MARKS: [string, string[]][] = [
  ['control', ['paper', 'surface', 'raised']],
  ['focus', GROUNDS],
  ['accent', GROUNDS],
  ['danger', GROUNDS],
]

describe.each(Object.entries(THEMES))('the %s theme', (name, tokens) => {
  test.each(pairs(TEXT))('%s on %s reads as text', (text, ground) => {
    expect(ratio(tokens, text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(pairs(MARKS))('%s on %s is seen', (mark, ground) => {
    expect(ratio(tokens, mark, ground)).toBeGreaterThanOrEqual(3)
  })

  test.each(PEOPLE)('person %i is seen on every ground, and their initials read', (person) => {
    for (const ground of ['paper', 'surface', 'raised']) {
      expect(ratio(tokens, `person-${person}`, ground)).toBeGreaterThanOrEqual(name === 'light' ? 3 : 4.5)
    }
    expect(ratio(tokens, `person-${person}-on`, `person-${person}`)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(PEOPLE)('person %i is seen on the white board, and their name on their cursor reads', (person) => {
    expect(ratio(tokens, `person-${person}-fill`, 'board')).toBeGreaterThanOrEqual(3)
    expect(ratio(tokens, `person-${person}-on-fill`, `person-${person}-fill`)).toBeGreaterThanOrEqual(4.5)
  })
})

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear light. */
const SIGHTS: Record<string, [LinearRgb, LinearRgb, LinearRgb]> = {
  'normal sight': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

describe.each(Object.entries(SIGHTS))('%s', (_, sight) => {
  test.each([
    ['light', 'person-N-fill', 0.06],
    ['class', 'person-N', 0.05],
  ] as const)('tells any two people apart (%s, %s)', (theme, token, apart) => {
    const seen = PEOPLE.map((person) => {
      const rgb = toLinearRgb(parseOklch(value(THEMES[theme], token.replace('N', String(person)))))
      return toOklab(sight.map((row) => channel(row, rgb)) as LinearRgb)
    })
    const distances = seen.flatMap((one, index) => seen.slice(index + 1).map((other) => distance(one, other)))
    expect(Math.min(...distances)).toBeGreaterThan(apart)
  })
})

function pairs(table: [string, string[]][]): [string, string][] {
  return table.flatMap(([front, grounds]) => grounds.map((ground): [string, string] => [front, ground]))
}

function ratio(tokens: Map<string, string>, front: string, ground: string): number {
  return contrast(parseOklch(value(tokens, front)), parseOklch(value(tokens, ground)))
}

function value(tokens: Map<string, string>, name: string): string {
  const found = tokens.get(name)
  if (!found) throw new Error(`tokens.css has no --${name}`)
  return found
}

function theme(name: 'light' | 'dark' | 'class'): Map<string, string> {
  const tokens = declarations(':root')
  if (name === 'class') for (const [key, text] of declarations('[data-theme="class"]')) tokens.set(key, text)
  return new Map([...tokens].map(([key, text]) => [key, side(text, name === 'light' ? 1 : 2)]))
}

function declarations(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`)
  if (start === -1) throw new Error(`tokens.css has no ${selector}`)
  const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start))
  return new Map([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((match) => [match[1]!, match[2]!.trim()]))
}

function side(text: string, index: 1 | 2): string {
  return /^light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\)$/.exec(text)?.[index] ?? text
}

function channel(row: LinearRgb, rgb: LinearRgb): number {
  return Math.min(1, Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]))
}

function distance(one: [number, number, number], other: [number, number, number]): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])
}
