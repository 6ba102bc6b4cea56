import { SearchX } from 'lucide-react'
import { Button } from '../../ui/Button'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorPanel } from '../../ui/ErrorPanel'
import { countOfHits } from './groupHits'
import type { Search } from './useSearch'

/** What there is to say of a search besides its hits; heard as it changes. */
export function SearchStatus({ search, hint }: { search: Search; hint: string }) {
  const { state, hits, query, error, retry } = search
  return (
    <>
      <p role="status" className="text-13 text-muted">
        {state === 'idle' ? hint : null}
        {state === 'searching' ? 'Searching…' : null}
        {state === 'found' ? `${countOfHits(hits.length)} for “${query}”` : null}
      </p>
      {state === 'failed' ? (
        <ErrorPanel
          title={error?.message ?? 'The search failed.'}
          action={<Button onClick={retry}>Try again</Button>}
        />
      ) : null}
      {state === 'found' && hits.length === 0 ? (
        <EmptyState
          icon={<SearchX aria-hidden size={28} strokeWidth={1.75} />}
          title="Nothing found"
          className="border-0"
        >
          Chat, text on the board, notes, polls, captions, questions and chapters are searched. Try fewer letters or
          another word.
        </EmptyState>
      ) : null}
    </>
  )
}
