/**
 * Who is shown in which place. People keep their places; who comes takes the first free one; who must be seen and is not
 * takes the place of whoever matters least (spoke longest ago, or never), and nobody else moves.
 */
export function keepPlaces(options: {
  /** Who stood where until now. */
  previous: readonly string[]
  /** Everybody who has a tile, in the order for newcomers. */
  present: readonly string[]
  places: number
  /** Must be seen while there is room, most urgent first. */
  urgent: readonly string[]
  /** Milliseconds at which a person last drew attention (spoke); missing = never. */
  lastActive: ReadonlyMap<string, number>
}): string[] {
  const { previous, present, places, lastActive } = options
  const urgent = options.urgent.filter((id) => present.includes(id)).slice(0, places)
  const stayed = previous.filter((id) => present.includes(id))
  const fitting = stayed.length > places ? dropLeast(stayed, stayed.length - places, urgent, lastActive) : stayed
  const shown = [...fitting, ...present.filter((id) => !fitting.includes(id))].slice(0, places)
  for (const id of urgent) {
    if (shown.includes(id)) continue
    const [leaves] = byImportance(shown, urgent, lastActive)
    if (leaves === undefined || urgent.includes(leaves)) break
    shown[shown.indexOf(leaves)] = id
  }
  return shown
}

function dropLeast(
  ids: readonly string[],
  count: number,
  urgent: readonly string[],
  lastActive: ReadonlyMap<string, number>,
): string[] {
  const leaving = new Set(byImportance(ids, urgent, lastActive).slice(0, count))
  return ids.filter((id) => !leaving.has(id))
}

/** Least important first; among equals the last place goes first. */
function byImportance(
  ids: readonly string[],
  urgent: readonly string[],
  lastActive: ReadonlyMap<string, number>,
): string[] {
  const rank = (id: string) => {
    const position = urgent.indexOf(id)
    return position >= 0 ? Number.MAX_SAFE_INTEGER - position : (lastActive.get(id) ?? -1)
  }
  return [...ids].reverse().sort((a, b) => rank(a) - rank(b))
}
