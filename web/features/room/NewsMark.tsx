import type { News } from './panels.ts'

/** How much is new, on the corner of a button; the words are for its description, so that its name stays the same. */
export function NewsMark({ id, news }: { id: string; news: News }) {
  return (
    <span className="absolute top-1 right-1/2 translate-x-6">
      <span
        aria-hidden
        className="flex h-5 min-w-5 items-center justify-center rounded-full bg-accent px-1 font-semibold text-13 text-on-accent leading-none tabular-nums"
      >
        {news.count > 99 ? '99+' : news.count}
      </span>
      <span id={id} hidden>
        {news.words}
      </span>
    </span>
  )
}
