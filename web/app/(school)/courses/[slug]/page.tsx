import type { Metadata } from 'next'
import { CoursePage } from '../../../../features/course/CoursePage'
import { courseBySlug } from '../../../../lib/server/courseBySlug'
import { viewer } from '../../../../lib/server/viewer'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const course = await courseBySlug((await params).slug)
  return { title: course.title, description: course.summary }
}

export default async function Page({ params }: Props) {
  const course = await courseBySlug((await params).slug)
  return <CoursePage initial={course} loggedIn={(await viewer()) !== null} />
}
