import { Catalog } from '../../features/catalog/Catalog'
import { CATALOG_PAGE_SIZE } from '../../features/catalog/catalogPageSize'
import { Hero } from '../../features/catalog/Hero'
import { CatalogDocument } from '../../graphql/generated/documents'
import type { SearchParams } from '../../lib/SearchParams'
import { requestAsViewer } from '../../lib/server/requestAsViewer'
import { viewer } from '../../lib/server/viewer'

export default async function LandingPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { q } = await searchParams
  const search = typeof q === 'string' ? q.trim() : ''
  const [catalog, person] = await Promise.all([
    requestAsViewer(CatalogDocument, { search: search || null, first: CATALOG_PAGE_SIZE, after: null }),
    viewer(),
  ])
  return (
    <div className="flex flex-col gap-16">
      <Hero loggedIn={person !== null} />
      <Catalog initialSearch={search} first={catalog} />
    </div>
  )
}
