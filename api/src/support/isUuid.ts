const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether PostgreSQL would take a text as an id of ours. */
export const isUuid = (id: string) => UUID.test(id)
