'use client'

import { ArrowLeft, Search as SearchIcon } from 'lucide-react'
import Link from 'next/link'
import { useId, useState } from 'react'
import { Field } from '../../ui/Field'
import { classTime, classTimeWords, momentPath } from './classTime'
import { groupByRecording } from './groupByRecording'
import { HIT_KINDS } from './groupHits'
import { HitText } from './HitText'
import { SearchStatus } from './SearchStatus'
import { type SearchHit, useSearch } from './useSearch'

/** Search across all recordings of a course that the viewer may watch. */
export function CourseSearchPage({ slug, title, initial }: { slug: string; title: string; initial: string }) {
  const [text, setText] = useState(initial)
  const search = useSearch({ courseSlug: slug }, text)
  const type = (next: string) => {
    setText(next)
    // The address keeps what is searched for, so that coming back from a replay finds it again.
    const path = `/courses/${slug}/search${next.trim() === '' ? '' : `?q=${encodeURIComponent(next.trim())}`}`
    window.history.replaceState(window.history.state, '', path)
  }
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-8">
      <div className="flex flex-col gap-3">
        <Link
          href={`/courses/${slug}`}
          className="inline-flex items-center gap-1.5 self-start text-15 text-accent-ink underline-offset-4 hover:underline"
        >
          <ArrowLeft aria-hidden size={16} strokeWidth={1.75} />
          Back to the course
        </Link>
        <h1 className="font-display text-32">Search the recordings of {title}</h1>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: React knows no search element with a role that all readers tell */}
      <div role="search" className="flex flex-col gap-3">
        <Field
          label="Search for"
          type="search"
          autoComplete="off"
          maxLength={200}
          leading={<SearchIcon size={18} strokeWidth={1.75} />}
          value={text}
          onChange={(event) => type(event.target.value)}
        />
        <SearchStatus
          search={search}
          hint="Finds what was written, asked and said in every class that you may watch."
        />
      </div>
      {search.state === 'failed' ? null : (
        <div className="flex flex-col gap-8" aria-busy={search.state === 'searching'}>
          {groupByRecording(search.hits).map((group) => (
            <RecordingHits key={group.recordingId} {...group} query={search.query} />
          ))}
        </div>
      )}
    </div>
  )
}

function RecordingHits({
  recordingId,
  title,
  hits,
  query,
}: {
  recordingId: string
  title: string
  hits: SearchHit[]
  query: string
}) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h2 id={id} className="font-display text-24">
        {title}
      </h2>
      <ul className="flex flex-col divide-y divide-hairline border-hairline border-y">
        {hits.map((hit) => (
          <li key={`${hit.kind} ${hit.atSeconds} ${hit.text}`}>
            <Link
              href={momentPath(recordingId, hit.atSeconds)}
              className="flex items-baseline gap-4 px-1 py-3 text-15 hover:bg-sunken"
            >
              <span className="w-16 shrink-0 text-accent-ink tabular-nums">
                <span aria-hidden>{classTime(hit.atSeconds)}</span>
                <span className="sr-only">At {classTimeWords(hit.atSeconds)}: </span>
              </span>
              <span className="flex min-w-0 flex-1 flex-col gap-0.5">
                <span className="break-words">
                  <HitText text={hit.text} query={query} />
                </span>
                <span className="text-13 text-muted">
                  {[HIT_KINDS.find(({ kind }) => kind === hit.kind)?.title, hit.author].filter(Boolean).join(' · ')}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
