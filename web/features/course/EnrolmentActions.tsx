'use client'

import { Check } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { EnrolDocument, LeaveCourseDocument } from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { AlertDialog } from '../../ui/AlertDialog'
import { Button } from '../../ui/Button'
import { ButtonLink } from '../../ui/ButtonLink'
import { useToast } from '../../ui/Toast'
import { useAct } from './useAct'
import type { CourseData } from './useCourse'

export function EnrolmentActions({
  course,
  loggedIn,
  refresh,
}: {
  course: CourseData
  loggedIn: boolean
  refresh: () => Promise<void>
}) {
  const router = useRouter()
  const toast = useToast()
  const { running, act } = useAct()
  const { slug } = course

  const enrol = async () => {
    await request(EnrolDocument, { slug })
    await refresh()
    toast({
      title: 'You are enrolled.',
      description: 'The classes are under “My classes” from now on.',
      tone: 'success',
    })
  }
  const leave = async () => {
    await request(LeaveCourseDocument, { slug })
    toast({ title: `You left “${course.title}”.` })
    if (course.published) await refresh()
    else router.push('/dashboard')
  }

  if (!loggedIn) {
    return (
      <>
        <ButtonLink href={`/login?callbackUrl=/courses/${slug}`} variant="primary" size="large">
          Log in to enrol
        </ButtonLink>
        <p className="text-13 text-muted">An account is free. You need no camera to attend.</p>
      </>
    )
  }
  if (!course.viewerIsEnrolled) {
    return (
      <>
        <Button variant="primary" size="large" busy={running === 'enrol'} onClick={() => act('enrol', enrol)}>
          Enrol
        </Button>
        <p className="text-13 text-muted">You can leave the course at any time.</p>
      </>
    )
  }
  return (
    <>
      <p className="flex items-center gap-2 font-medium">
        <Check aria-hidden size={20} strokeWidth={1.75} className="text-accent-ink" />
        You are enrolled
      </p>
      <p className="text-15 text-muted">When a class starts, the way in appears here by itself.</p>
      <AlertDialog
        trigger={<Button busy={running === 'leave'}>Leave course</Button>}
        title="Leave this course?"
        description={
          course.published
            ? 'You can no longer join its classes. Your past attendance is kept, and you can enrol again at any time.'
            : 'You can no longer join its classes. The course is not in the catalog now, so you cannot enrol again by yourself.'
        }
        confirmLabel="Leave course"
        onConfirm={() => act('leave', leave)}
      />
    </>
  )
}
