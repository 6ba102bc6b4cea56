const AT_ONCE = 8

/** Reads things in order, some of them while the one before is still in use. */
export async function* readAhead<Item, Result>(
  items: readonly Item[],
  read: (item: Item) => Promise<Result>,
): AsyncIterable<Result> {
  const running: Promise<Result>[] = []
  for (const item of items) {
    running.push(quietly(read(item)))
    if (running.length >= AT_ONCE) yield await running.shift()!
  }
  while (running.length > 0) yield await running.shift()!
}

/** One that fails is told when it comes to its turn, if it does. */
function quietly<Result>(running: Promise<Result>): Promise<Result> {
  running.catch(() => undefined)
  return running
}
