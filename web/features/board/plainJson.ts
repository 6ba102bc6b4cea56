/** The value as plain JSON: the same object, unless there is `undefined` inside, which JSON does not have. */
export function plainJson<Value>(value: Value): Value {
  return hasUndefined(value) ? JSON.parse(JSON.stringify(value)) : value
}

function hasUndefined(value: unknown): boolean {
  if (value === undefined) return true
  return typeof value === 'object' && value !== null && Object.values(value).some(hasUndefined)
}
