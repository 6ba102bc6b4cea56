'use client'

import { Search as SearchIcon } from 'lucide-react'
import { useId, useState } from 'react'
import { Field } from '../../ui/Field'
import { classTime, classTimeWords } from './classTime'
import { groupHits } from './groupHits'
import { HitText } from './HitText'
import type { LearningRecording, LearningReplay } from './LearningReplay'
import { SearchStatus } from './SearchStatus'
import { type SearchHit, useSearch } from './useSearch'

/** Search in one recording; a hit takes the replay to its moment. */
export function SearchPanel({ replay, recording }: { replay: LearningReplay; recording: LearningRecording }) {
  const [text, setText] = useState('')
  const search = useSearch({ recordingId: recording.id, key: recording.linkKey ?? null }, text)
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4">
      <Field
        label="Search this recording"
        type="search"
        autoComplete="off"
        maxLength={200}
        leading={<SearchIcon size={18} strokeWidth={1.75} />}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <SearchStatus search={search} hint="Finds what was written, asked and said." />
      {search.state === 'failed' ? null : (
        <div className="flex flex-col gap-5" aria-busy={search.state === 'searching'}>
          {groupHits(search.hits).map((group) => (
            <HitGroup
              key={group.kind}
              title={group.title}
              hits={group.hits}
              query={search.query}
              onJump={(seconds) => replay.seek(seconds * 1000)}
            />
          ))}
        </div>
      )}
    </div>
  )
}

function HitGroup({
  title,
  hits,
  query,
  onJump,
}: {
  title: string
  hits: SearchHit[]
  query: string
  onJump: (seconds: number) => void
}) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1">
      <h3 id={id} className="font-medium text-13 text-muted">
        {title}
      </h3>
      <ul className="flex flex-col">
        {hits.map((hit) => (
          <li key={`${hit.atSeconds} ${hit.text}`}>
            <button
              type="button"
              onClick={() => onJump(hit.atSeconds)}
              className="-mx-2 flex w-[calc(100%+1rem)] items-baseline gap-3 rounded-small px-2 py-2 text-left text-15 hover:bg-sunken"
            >
              <span className="shrink-0 text-13 text-accent-ink tabular-nums">
                <span aria-hidden>{classTime(hit.atSeconds)}</span>
                <span className="sr-only">At {classTimeWords(hit.atSeconds)}: </span>
              </span>
              <span className="min-w-0 break-words">
                {hit.author ? <span className="text-muted">{hit.author}: </span> : null}
                <HitText text={hit.text} query={query} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
