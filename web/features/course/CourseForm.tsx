'use client'

import { useRouter } from 'next/navigation'
import { CreateCourseDocument, UpdateCourseDocument } from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { Button } from '../../ui/Button'
import { ButtonLink } from '../../ui/ButtonLink'
import { Field } from '../../ui/Field'
import { Switch } from '../../ui/Switch'
import { TextArea } from '../../ui/TextArea'
import { useToast } from '../../ui/Toast'
import { FormErrors } from '../forms/FormErrors'
import { FormFrame } from '../forms/FormFrame'
import { useForm } from '../forms/useForm'
import { CourseValues, SUMMARY_LIMIT } from './courseValues'

export type EditedCourse = { slug: string; title: string; summary: string; description: string }

/** Makes a course or, given one, changes it. */
export function CourseForm({ course }: { course?: EditedCourse }) {
  const router = useRouter()
  const toast = useToast()
  const form = useForm(
    CourseValues,
    {
      title: course?.title ?? '',
      summary: course?.summary ?? '',
      description: course?.description ?? '',
      published: true,
    },
    async ({ published, ...texts }) => {
      const slug = course
        ? (await request(UpdateCourseDocument, { slug: course.slug, input: texts })).updateCourse.slug
        : (await request(CreateCourseDocument, { input: { ...texts, published } })).createCourse.slug
      toast({ title: course ? 'The course is saved.' : 'The course is made.', tone: 'success' })
      router.push(`/courses/${slug}`)
      router.refresh()
    },
  )
  const left = SUMMARY_LIMIT - form.values.summary.trim().length
  return (
    <FormFrame form={form} className="gap-6!">
      <FormErrors form={form} labels={{ title: 'Title', summary: 'Summary', description: 'Description' }} />
      <Field
        id="title"
        label="Title"
        value={form.values.title}
        onChange={(event) => form.set('title', event.target.value)}
        error={form.errors.title}
      />
      <TextArea
        id="summary"
        label="Summary"
        rows={2}
        hint={`One or two sentences for the catalog. ${left} characters left.`}
        value={form.values.summary}
        onChange={(event) => form.set('summary', event.target.value)}
        error={form.errors.summary}
      />
      <TextArea
        id="description"
        label="Description"
        rows={12}
        hint="What happens in the classes, for whom it is, what one should know before. Blank lines part paragraphs."
        value={form.values.description}
        onChange={(event) => form.set('description', event.target.value)}
        error={form.errors.description}
      />
      {course ? null : (
        <Switch
          label="Show it in the catalog at once"
          hint="You can change this at any time on the course page."
          checked={form.values.published}
          onCheckedChange={(published) => form.set('published', published)}
          className="rounded-box border border-hairline p-4"
        />
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" size="large" busy={form.busy}>
          {course ? 'Save course' : 'Create course'}
        </Button>
        <ButtonLink href={course ? `/courses/${course.slug}` : '/dashboard'} size="large">
          Cancel
        </ButtonLink>
      </div>
    </FormFrame>
  )
}
