import { Skeleton } from '../../ui/Skeleton.tsx'

/** The page of a recording before anything of it is known. */
export function ReplaySkeleton() {
  return (
    <main className="fixed inset-0 flex flex-col gap-2 bg-paper">
      <h1 className="sr-only">Replay</h1>
      <p role="status" className="sr-only">
        Opening the replay
      </p>
      <Skeleton className="h-14 shrink-0 rounded-none" />
      <div className="flex min-h-0 flex-1 gap-2 px-2">
        <Skeleton className="min-h-0 flex-1" />
        <Skeleton className="w-80 max-lg:hidden" />
      </div>
      <Skeleton className="h-26 shrink-0 rounded-none" />
    </main>
  )
}
