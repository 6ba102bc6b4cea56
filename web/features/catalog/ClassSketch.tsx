const TILES = [
  { hue: 0, label: 'AL' },
  { hue: 7, label: 'SO' },
  { hue: 2, label: 'KN' },
  { hue: 5, label: 'MR' },
]

/** A drawing of a class: the board, the faces, the chat. Decoration on the front page. */
export function ClassSketch({ className }: { className?: string }) {
  return (
    <svg aria-hidden data-theme="class" viewBox="0 0 520 340" className={className}>
      <rect width="520" height="340" rx="14" style={{ fill: 'var(--paper)' }} />
      <rect x="16" y="16" width="356" height="264" rx="8" style={{ fill: 'var(--board)' }} />
      <Board />
      {TILES.map((tile, index) => (
        <g key={tile.label} transform={`translate(384 ${16 + index * 67})`}>
          <rect
            width="120"
            height="60"
            rx="8"
            style={{ fill: 'var(--surface)', stroke: index === 0 ? `var(--person-${tile.hue})` : 'var(--hairline)' }}
            strokeWidth={index === 0 ? 2 : 1}
          />
          <circle cx="60" cy="30" r="17" style={{ fill: `var(--person-${tile.hue})` }} />
          <text
            x="60"
            y="35"
            textAnchor="middle"
            fontSize="13"
            fontWeight="600"
            style={{ fill: `var(--person-${tile.hue}-on)` }}
          >
            {tile.label}
          </text>
        </g>
      ))}
      {[0, 1, 2, 3, 4].map((button) => (
        <rect
          key={button}
          x={132 + button * 42}
          y="293"
          width="34"
          height="34"
          rx="9"
          style={{ fill: button === 3 ? 'var(--amber)' : 'var(--raised)' }}
        />
      ))}
      <g
        transform="translate(349.5 300.5)"
        fill="none"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeWidth="1.75"
        style={{ stroke: 'var(--on-amber)' }}
      />
      <rect x="450" y="293" width="54" height="34" rx="9" style={{ fill: 'var(--danger)' }} />
    </svg>
  )
}

function Board() {
  return (
    <g fill="none" strokeLinecap="round" strokeWidth="2.5">
      <path d="M64 232V64M64 232H330" style={{ stroke: 'oklch(0.45 0.02 260)' }} strokeWidth="2" />
      <path d="M58 72l6-10 6 10M320 226l10 6-10 6" style={{ stroke: 'oklch(0.45 0.02 260)' }} strokeWidth="2" />
      <path d="M72 214C112 206 128 92 172 90S232 196 268 198s40-36 56-62" style={{ stroke: 'var(--person-0-fill)' }} />
      <path d="M104 140 238 66" style={{ stroke: 'var(--person-2-fill)' }} />
      <circle cx="172" cy="103" r="5" style={{ fill: 'var(--person-2-fill)' }} />
      <path
        d="M246 62c6-8 14-9 14-2s-12 12-14 20h17M276 68h14M283 61v14"
        style={{ stroke: 'var(--person-2-fill)' }}
        strokeWidth="2"
      />
      <path
        d="m292 158 4 17 4-7 8-1Z"
        style={{ fill: 'var(--person-7-fill)', stroke: 'var(--person-7-fill)' }}
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <rect x="304" y="176" width="38" height="18" rx="5" style={{ fill: 'var(--person-7-fill)' }} />
      <text
        x="323"
        y="189"
        textAnchor="middle"
        fontSize="11.5"
        fontWeight="600"
        style={{ fill: 'var(--person-7-on-fill)' }}
      >
        Sam
      </text>
    </g>
  )
}
