/** Letters in a picture are up to half a percent wider than on the screen, where they sit on whole pixels. */
const WIDER = 0.01
const AND_PX = 2
const SHIFT: Record<string, number> = { center: 0.5, end: 1, right: 1 }

/** Gives the texts of an exported board a little more room, so that a line that fits on the screen does not break in the picture. */
export function widenText(svg: SVGSVGElement): void {
  for (const box of svg.querySelectorAll('foreignObject')) {
    const lines = box.querySelector<HTMLElement>('div > div')
    const width = Number(box.getAttribute('width'))
    if (!lines || !Number.isFinite(width)) continue
    const extra = width * WIDER + AND_PX
    box.setAttribute('width', String(width + extra))
    box.setAttribute('x', String(Number(box.getAttribute('x')) - extra * (SHIFT[lines.style.textAlign] ?? 0)))
  }
}
