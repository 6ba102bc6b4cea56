import { randomUUID } from 'node:crypto'
import { Prisma, type Recording } from '@lectern/prisma'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { parseInput } from '../support/parseInput.ts'
import { line } from '../support/text.ts'
import { taughtRecording } from './access.ts'
import { newLinkKey } from './linkKey.ts'

const DAY_SECONDS = 24 * 60 * 60
const YEAR_MS = 366 * DAY_SECONDS * 1000
const MAX_CHAPTERS = 300

const InFuture = z
  .date()
  .refine((at) => at.getTime() > Date.now(), 'Choose a time in the future.')
  .refine((at) => at.getTime() < Date.now() + 20 * YEAR_MS, 'Choose a time within the next twenty years.')

const Chapter = z
  .object({ atSeconds: z.number().min(0).max(DAY_SECONDS), title: line('Chapter', { max: 120 }) })
  .transform(({ atSeconds, title }) => ({ id: randomUUID(), atMs: Math.round(atSeconds * 1000), title }))

const UpdateRecording = z.object({
  title: line('Title', { max: 120 }).nullish(),
  published: z.boolean().nullish(),
  visibility: z.enum(['COURSE', 'LINK', 'PUBLIC']).nullish(),
  linkExpiresAt: InFuture.nullish(),
  keptUntil: InFuture.nullish(),
  chapters: z.array(Chapter).max(MAX_CHAPTERS, `Make at most ${MAX_CHAPTERS} chapters.`).nullish(),
})

type Update = z.output<typeof UpdateRecording>

export async function updateRecording(ctx: Context, { id, input }: { id: string; input: unknown }): Promise<Recording> {
  const { recording } = await taughtRecording(ctx, id)
  return ctx.db.recording.update({
    where: { id, deletedAt: null },
    data: changesOf(recording, parseInput(UpdateRecording, input)),
  })
}

// Here null is a value of its own where a field may be without one; left out is undefined.
function changesOf({ linkKey }: Recording, update: Update): Prisma.RecordingUpdateInput {
  const needsKey = update.visibility === 'LINK' && linkKey === null
  return {
    title: update.title,
    published: update.published ?? undefined,
    visibility: update.visibility ?? undefined,
    linkKey: needsKey ? newLinkKey() : undefined,
    linkExpiresAt: update.linkExpiresAt,
    keptUntil: update.keptUntil,
    chapters: chaptersOf(update.chapters),
  }
}

function chaptersOf(chapters: Update['chapters']) {
  if (chapters === null) return Prisma.DbNull
  return chapters?.toSorted((a, b) => a.atMs - b.atMs)
}
