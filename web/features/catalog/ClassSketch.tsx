import { Hand, MessageSquare, Mic, PhoneOff, ScreenShare, Video } from 'lucide-react'

const TILES = [
  { hue: 0, letters: 'AL' },
  { hue: 7, letters: 'SO' },
  { hue: 2, letters: 'KN' },
  { hue: 5, letters: 'MR' },
]

const BUTTONS = [Mic, Video, ScreenShare, Hand, MessageSquare]
const RAISED = BUTTONS.indexOf(Hand)

/** A drawing of a class: the board, the faces, the bar. Decoration on the front page. */
export function ClassSketch({ className }: { className?: string }) {
  return (
    <svg aria-hidden data-theme="class" viewBox="0 0 520 342" className={className}>
      <rect width="520" height="342" fill="var(--paper)" />
      <rect x="16" y="16" width="356" height="264" rx="8" fill="var(--board)" />
      <Board />
      {TILES.map((tile, index) => (
        <Tile key={tile.letters} {...tile} y={16 + index * 68} speaks={index === 0} />
      ))}
      {BUTTONS.map((Icon, index) => (
        <g key={Icon.displayName} color={index === RAISED ? 'var(--on-amber)' : 'var(--ink)'}>
          <rect
            x={136 + index * 42}
            y="294"
            width="34"
            height="34"
            rx="9"
            fill={index === RAISED ? 'var(--amber)' : 'var(--raised)'}
          />
          <Icon x={145 + index * 42} y={303} size={16} strokeWidth={1.75} />
        </g>
      ))}
      <g color="var(--on-danger)">
        <rect x="450" y="294" width="54" height="34" rx="9" fill="var(--danger)" />
        <PhoneOff x={469} y={303} size={16} strokeWidth={1.75} />
      </g>
    </svg>
  )
}

function Tile({ hue, letters, y, speaks }: { hue: number; letters: string; y: number; speaks: boolean }) {
  return (
    <g transform={`translate(384 ${y})`}>
      <rect
        width="120"
        height="60"
        rx="8"
        strokeWidth={speaks ? 2 : 1}
        fill="var(--surface)"
        stroke={speaks ? `var(--person-${hue})` : 'var(--hairline)'}
      />
      <circle cx="60" cy="30" r="17" fill={`var(--person-${hue})`} />
      <text x="60" y="34.5" textAnchor="middle" fontSize="13" fontWeight="600" fill={`var(--person-${hue}-on)`}>
        {letters}
      </text>
    </g>
  )
}

/** A curve, its tangent where it is highest, and a student's cursor. */
function Board() {
  return (
    <g fill="none" strokeLinecap="round" strokeLinejoin="round" strokeWidth="2.5">
      <path d="M60 240V64M60 240H336M54 73l6-10 6 10M327 234l10 6-10 6" strokeWidth="2" stroke="oklch(0.45 0.02 260)" />
      <path d="M72 222C112 214 130 98 172 98S232 204 268 206s42-38 58-66" stroke="var(--person-0-fill)" />
      <path d="M110 98H236" stroke="var(--person-2-fill)" />
      <circle cx="172" cy="98" r="5" fill="var(--person-2-fill)" />
      <text
        x="192"
        y="84"
        fontSize="20"
        fontStyle="italic"
        fill="var(--person-2-fill)"
        fontFamily="var(--font-display)"
      >
        f ′(x) = 0
      </text>
      <path d="m276 176 4 17 4-7 8-1Z" strokeWidth="1.5" fill="var(--person-7-fill)" stroke="var(--person-7-fill)" />
      <rect x="288" y="193" width="38" height="18" rx="5" fill="var(--person-7-fill)" />
      <text x="307" y="206" textAnchor="middle" fontSize="11.5" fontWeight="600" fill="var(--person-7-on-fill)">
        Sam
      </text>
    </g>
  )
}
