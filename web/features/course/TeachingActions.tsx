'use client'

import { CalendarPlus, Pencil, Play } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import {
  PublishCourseDocument,
  type RecordPolicy,
  StartSessionNowDocument,
  UnpublishCourseDocument,
} from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { Button } from '../../ui/Button'
import { ButtonLink } from '../../ui/ButtonLink'
import { Switch } from '../../ui/Switch'
import { RecordPolicySelect } from '../recording/RecordPolicySelect'
import { SessionDialog } from './SessionDialog'
import { useAct } from './useAct'
import type { CourseData, LiveClass } from './useCourse'

const icon = { size: 18, strokeWidth: 1.75, 'aria-hidden': true } as const

export function TeachingActions({
  course,
  live,
  refresh,
}: {
  course: CourseData
  live: LiveClass | null
  refresh: () => Promise<void>
}) {
  const router = useRouter()
  const { running, act } = useAct()
  const { slug } = course
  const [autoRecord, setAutoRecord] = useState(false)
  const [recordPolicy, setRecordPolicy] = useState<RecordPolicy>('EVERYONE')

  const start = async () => {
    const { startSessionNow } = await request(StartSessionNowDocument, { slug, autoRecord, recordPolicy })
    router.push(`/class/${startSessionNow.id}`)
  }
  const publish = async (published: boolean) => {
    if (published) await request(PublishCourseDocument, { slug })
    else await request(UnpublishCourseDocument, { slug })
    await refresh()
  }

  return (
    <>
      <Button
        variant={live ? 'secondary' : 'primary'}
        size="large"
        busy={running === 'start'}
        onClick={() => act('start', start)}
        icon={<Play {...icon} />}
      >
        Start class now
      </Button>
      {live ? (
        <p className="-mt-2 text-13 text-muted">A class is going on, so this takes you there.</p>
      ) : (
        <Switch label="Record it from the start" checked={autoRecord} onCheckedChange={setAutoRecord} />
      )}
      {autoRecord && !live ? <RecordPolicySelect value={recordPolicy} onValueChange={setRecordPolicy} /> : null}
      <SessionDialog
        slug={slug}
        onSaved={refresh}
        trigger={<Button icon={<CalendarPlus {...icon} />}>Schedule a class</Button>}
      />
      <ButtonLink href={`/courses/${slug}/edit`} icon={<Pencil {...icon} />}>
        Edit course
      </ButtonLink>
      <div className="border-hairline border-t pt-4">
        <Switch
          label="In the catalog"
          hint={course.published ? 'Anyone can find it and enrol.' : 'Only you and enrolled students see it.'}
          checked={course.published}
          disabled={running !== undefined}
          onCheckedChange={(published) => act('publish', () => publish(published))}
        />
      </div>
    </>
  )
}
