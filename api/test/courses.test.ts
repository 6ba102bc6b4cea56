import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classroom, liveClass, person } from './support/people.ts'
import { outcomeOf, type School, startSchool } from './support/startSchool.ts'

const CREATE =
  'mutation ($input: CreateCourseInput!) { createCourse(input: $input) { id slug title summary description published instructor { id } viewerCanEdit } }'
const CATALOG = `query ($search: String, $first: Int, $after: String) {
  courses(search: $search, first: $first, after: $after) {
    totalCount nodes { slug } edges { cursor node { slug } } pageInfo { hasNextPage endCursor }
  }
}`
const texts = { title: 'Größe & Maß', summary: 'How  big is it?', description: 'One.\r\n\r\nTwo.' }

let school: School

beforeAll(async () => {
  school = await startSchool()
})

afterAll(() => school.stop())

describe('creating and editing', () => {
  test('makes an address from the title, and another one where it is taken', async () => {
    const ada = await person(school, { role: 'INSTRUCTOR' })
    const create = async () => (await school.askAs(ada, CREATE, { input: texts })).data.createCourse
    const [first, second] = [await create(), await create()]
    expect(first).toMatchObject({
      slug: 'grosse-mass',
      summary: 'How big is it?',
      description: 'One.\n\nTwo.',
      published: false,
      instructor: { id: ada.id },
      viewerCanEdit: true,
    })
    expect(second.slug).toMatch(/^grosse-mass-[0-9a-f]{8}$/)
  })

  test('keeps the address when the title changes, and what is not given', async () => {
    const { instructor, course } = await classroom(school)
    const { data } = await school.askAs(
      instructor,
      'mutation ($slug: String!) { updateCourse(slug: $slug, input: { title: "Other title", summary: null }) { slug title summary } }',
      { slug: course.slug },
    )
    expect(data.updateCourse).toEqual({ slug: course.slug, title: 'Other title', summary: 'Its summary' })
  })

  test.each([
    ['title', { title: 'ab' }, 'Title: use at least 3 characters.'],
    ['title', { title: 'x'.repeat(121) }, 'Title: use at most 120 characters.'],
    ['summary', { summary: ' ' }, 'Summary: this is needed.'],
    ['description', { description: 'x'.repeat(20_001) }, 'Description: use at most 20,000 characters.'],
  ])('names %s where it does not fit', async (field, input, message) => {
    const ada = await person(school, { role: 'INSTRUCTOR' })
    const { errors } = await school.askAs(ada, CREATE, { input: { ...texts, ...input } })
    expect(errors[0]).toMatchObject({ message, extensions: { code: 'BAD_REQUEST', field } })
  })

  test('an unpublished course leaves the catalog and stays with those enrolled', async () => {
    const { instructor, student, otherStudent, course } = await classroom(school)
    const see = async (viewer: typeof student) =>
      (await school.askAs(viewer, 'query ($slug: String!) { course(slug: $slug) { title } }', { slug: course.slug }))
        .data.course
    const { data } = await school.askAs(
      instructor,
      'mutation ($slug: String!) { unpublishCourse(slug: $slug) { published } }',
      {
        slug: course.slug,
      },
    )
    expect(data.unpublishCourse.published).toBe(false)
    expect(await see(student)).toEqual({ title: 'A course' })
    expect(await see(otherStudent)).toBeNull()
  })
})

describe('the catalog', () => {
  test('pages from the newest to the oldest, each published course once, also while new ones arrive', async () => {
    const mary = await person(school, { role: 'INSTRUCTOR', name: 'Unusual Name' })
    const make = (title: string, published = true) =>
      school
        .askAs(mary, CREATE, { input: { ...texts, title, published } })
        .then(({ data }) => data.createCourse.slug as string)
    const slugs: string[] = []
    for (const number of ['one', 'two', 'three', 'four', 'five']) slugs.unshift(await make(`Zebra ${number}`))
    await make('Zebra hidden', false)

    const seen: string[] = []
    let after: string | null = null
    do {
      const { data } = await school.ask(CATALOG, { search: 'zEBra', first: 2, after })
      const { nodes, pageInfo, totalCount, edges } = data.courses
      seen.push(...nodes.map(({ slug }: { slug: string }) => slug))
      expect(totalCount).toBe(after === null ? 5 : 6)
      expect(edges.at(-1).cursor).toBe(pageInfo.endCursor)
      if (after === null) await make('Zebra late')
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null
    } while (after)
    expect(seen).toEqual(slugs)
  })

  test('is searched by title, summary and the instructor’s name; the signs of LIKE stand for themselves', async () => {
    const find = async (search: string) => (await school.ask(CATALOG, { search })).data.courses.totalCount
    expect(await find('unusual name')).toBe(6)
    expect(await find('how big')).toBe(6)
    expect(await find('%')).toBe(0)
    expect(await find('a\u0000')).toBeGreaterThan(0)
  })

  test.each([
    ['first', { first: 0 }],
    ['first', { first: 51 }],
    ['after', { after: 'nonsense' }],
    ['search', { search: 'x'.repeat(201) }],
  ])('refuses a %s that does not fit', async (field, variables) => {
    const { errors } = await school.ask(CATALOG, variables)
    expect(errors[0]?.extensions).toEqual({ code: 'BAD_REQUEST', field })
  })
})

describe('enrolment', () => {
  const ENROL = 'mutation ($slug: String!) { enrol(courseSlug: $slug) { viewerIsEnrolled enrolmentCount } }'
  const LEAVE = 'mutation ($slug: String!) { leaveCourse(courseSlug: $slug) { viewerIsEnrolled enrolmentCount } }'

  test('twice is once, and the answer counts it', async () => {
    const { otherStudent, course } = await classroom(school)
    const ask = async (document: string) => (await school.askAs(otherStudent, document, { slug: course.slug })).data
    expect(await ask(ENROL)).toEqual({ enrol: { viewerIsEnrolled: true, enrolmentCount: 2 } })
    expect(await ask(ENROL)).toEqual({ enrol: { viewerIsEnrolled: true, enrolmentCount: 2 } })
    expect(await ask(LEAVE)).toEqual({ leaveCourse: { viewerIsEnrolled: false, enrolmentCount: 1 } })
    expect(await ask(LEAVE)).toEqual({ leaveCourse: { viewerIsEnrolled: false, enrolmentCount: 1 } })
  })

  test('several writes of one request each see what came before', async () => {
    const { otherStudent, course } = await classroom(school)
    const { data } = await school.askAs(
      otherStudent,
      `mutation ($slug: String!) {
        a: enrol(courseSlug: $slug) { viewerIsEnrolled enrolmentCount }
        b: leaveCourse(courseSlug: $slug) { viewerIsEnrolled enrolmentCount }
      }`,
      { slug: course.slug },
    )
    expect(data).toEqual({
      a: { viewerIsEnrolled: true, enrolmentCount: 2 },
      b: { viewerIsEnrolled: false, enrolmentCount: 1 },
    })
  })

  test('a course that is not there', async () => {
    const student = await person(school)
    expect(outcomeOf(await school.askAs(student, ENROL, { slug: 'none' }))).toBe('NOT_FOUND')
    expect(outcomeOf(await school.askAs(student, ENROL, { slug: 'a\u0000b' }))).toBe('NOT_FOUND')
  })
})

describe('the number of queries does not grow with the number of rows', () => {
  const DOCUMENT = `{
    courses(first: 20) {
      nodes {
        slug enrolmentCount viewerIsEnrolled viewerCanEdit
        instructor { name email }
        liveSession { id viewerCanJoin course { title } }
        sessions { id title viewerCanStart course { instructor { name } } }
        ended: sessions(state: ENDED) { id }
      }
    }
  }`

  async function queriesFor(courses: number): Promise<number> {
    const student = await person(school)
    await school.db.course.updateMany({ data: { published: false } })
    for (let i = 0; i < courses; i += 1) {
      const { course } = await classroom(school)
      await liveClass(school, course.id, { state: 'LIVE' })
      await liveClass(school, course.id, { state: 'ENDED' })
      for (let j = 0; j < 3; j += 1) await liveClass(school, course.id)
    }
    const before = school.queries.length
    const { data, errors } = await school.askAs(student, DOCUMENT)
    expect(errors).toEqual([])
    expect(data.courses.nodes).toHaveLength(courses * 2)
    return school.queries.length - before
  }

  test('in the catalog', async () => {
    const [few, many] = [await queriesFor(1), await queriesFor(8)]
    expect(many).toBe(few)
    expect(many).toBeLessThanOrEqual(12)
  })

  test('in the dashboard', async () => {
    const student = await person(school)
    const ask = async () => {
      const before = school.queries.length
      const { data } = await school.askAs(
        student,
        `{ myClasses {
          live { id viewerCanJoin course { title instructor { name } } } next { id viewerCanStart course { title } } past { id }
          enrolled { slug enrolmentCount liveSession { id } }
        } }`,
      )
      return { classes: data.myClasses.next.length as number, count: school.queries.length - before }
    }
    const enrolInNew = async () => {
      const { course } = await classroom(school)
      await school.db.enrolment.create({ data: { courseId: course.id, userId: student.id } })
      await liveClass(school, course.id, { state: 'LIVE' })
      await liveClass(school, course.id)
    }
    await enrolInNew()
    const few = await ask()
    for (let i = 0; i < 6; i += 1) await enrolInNew()
    const many = await ask()
    expect(many).toEqual({ classes: 7, count: few.count })
  })
})
