export const CATALOG_PAGE_SIZE = 12
