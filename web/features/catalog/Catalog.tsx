'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Search, SearchX } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import { CatalogDocument, type CatalogQuery } from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { Button } from '../../ui/Button'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorPanel } from '../../ui/ErrorPanel'
import { Field } from '../../ui/Field'
import { CourseCard } from './CourseCard'
import { CATALOG_PAGE_SIZE } from './catalogPageSize'

const TYPING_PAUSE_MS = 250

/** The courses, with search. `first` is the first page for `initialSearch`, made on the server. */
export function Catalog({ initialSearch, first }: { initialSearch: string; first: CatalogQuery }) {
  const [typed, setTyped] = useState(initialSearch)
  const search = usePaused(typed.trim())
  useEffect(() => showInAddress(search), [search])
  const catalog = useInfiniteQuery({
    queryKey: ['catalog', search],
    queryFn: ({ pageParam, signal }) =>
      request(CatalogDocument, { search: search || null, first: CATALOG_PAGE_SIZE, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ courses }) => (courses.pageInfo.hasNextPage ? courses.pageInfo.endCursor : undefined),
    initialData: search === initialSearch ? { pages: [first], pageParams: [null] } : undefined,
    placeholderData: keepPreviousData,
  })
  const courses = catalog.data?.pages.flatMap((page) => page.courses.nodes) ?? []
  const total = catalog.data?.pages[0]?.courses.totalCount ?? 0
  return (
    <section id="courses" aria-labelledby="courses-title" className="flex flex-col gap-6">
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div>
          <h2 id="courses-title" className="font-display text-32">
            Courses
          </h2>
          <p aria-live="polite" className="text-15 text-muted">
            {describe(total, search)}
          </p>
        </div>
        <search className="w-full sm:w-80">
          <form action="/" onSubmit={(event: FormEvent) => event.preventDefault()}>
            <Field
              label="Search courses"
              type="search"
              name="q"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              leading={<Search size={18} strokeWidth={1.75} />}
              autoComplete="off"
              maxLength={100}
            />
          </form>
        </search>
      </div>
      {catalog.isError ? (
        <ErrorPanel
          title="The courses could not be loaded."
          action={<Button onClick={() => void catalog.refetch()}>Try again</Button>}
        >
          {catalog.error.message}
        </ErrorPanel>
      ) : null}
      {courses.length > 0 ? (
        <ul className="grid gap-6 sm:grid-cols-2 lg:grid-cols-3" aria-busy={catalog.isPlaceholderData}>
          {courses.map((course) => (
            <li key={course.id} className="grid">
              <CourseCard course={course} />
            </li>
          ))}
        </ul>
      ) : catalog.isSuccess ? (
        <NoCourses search={search} onClear={() => setTyped('')} />
      ) : null}
      {catalog.hasNextPage ? (
        <Button className="self-center" busy={catalog.isFetchingNextPage} onClick={() => void catalog.fetchNextPage()}>
          Show more courses
        </Button>
      ) : null}
    </section>
  )
}

function NoCourses({ search, onClear }: { search: string; onClear: () => void }) {
  if (!search) {
    return (
      <EmptyState title="No courses yet">
        As soon as an instructor publishes a course, it stands here for everyone.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<SearchX aria-hidden size={28} strokeWidth={1.75} />}
      title={`Nothing found for “${search}”`}
      action={<Button onClick={onClear}>Show all courses</Button>}
    >
      Try fewer or other words. Titles, summaries and names of instructors are searched.
    </EmptyState>
  )
}

function describe(total: number, search: string): string {
  const count = total === 1 ? '1 course' : `${total} courses`
  return search ? `${count} for “${search}”` : `${count} open for enrolment`
}

function usePaused(value: string): string {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return paused
}

/** Keeps the search in the address, so that it can be shared and survives going back. */
function showInAddress(search: string): void {
  const url = new URL(window.location.href)
  if ((url.searchParams.get('q') ?? '') === search) return
  if (search) url.searchParams.set('q', search)
  else url.searchParams.delete('q')
  window.history.replaceState(window.history.state, '', url)
}
