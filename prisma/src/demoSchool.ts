import type { Role } from './generated/client.ts'

/** Argon2id of the published demo password, `lectern-demo`. A constant, so that seeding needs no hashing library. */
export const DEMO_PASSWORD_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$WuREwkFfU2VK5/C9d+25Yg$BuBUGbHs1rB5YDY5jDogG5374E2VaDaZfY5uyfvSPVc'

interface DemoUser {
  name: string
  email: string
  role: Role
  /** Whether the demo password opens the account. */
  logsIn: boolean
}

export const DEMO_USERS: readonly DemoUser[] = [
  { name: 'Ada Lovelace', email: 'ada@lectern.test', role: 'INSTRUCTOR', logsIn: true },
  { name: 'Sam Okafor', email: 'sam@lectern.test', role: 'STUDENT', logsIn: true },
  { name: 'Kim Novak', email: 'kim@lectern.test', role: 'STUDENT', logsIn: true },
  { name: 'Root Admin', email: 'root@lectern.test', role: 'ADMIN', logsIn: true },
  { name: 'Mary Somerville', email: 'mary@lectern.test', role: 'INSTRUCTOR', logsIn: false },
]

interface DemoCourse {
  slug: string
  title: string
  summary: string
  description: string
  instructor: string
  students: readonly string[]
  /** Title of a class that is planned for the day after seeding. */
  nextClass: string
}

export const DEMO_COURSES: readonly DemoCourse[] = [
  {
    slug: 'the-night-sky-without-a-telescope',
    title: 'The night sky without a telescope',
    summary: 'Find your way among stars, planets and the Moon with nothing but your eyes and a chair outside.',
    description: `Most of what people knew about the sky for three thousand years, they knew without lenses. This course teaches you to see it the same way, from a balcony or a back garden, even in a town.

Week 1: the sky turns. Where north is, why some stars never set, and how to measure angles with your hand.
Week 2: the Moon. Its phases, where it will stand tomorrow, and why the thin crescent lies on its back in spring.
Week 3: planets. How to tell them from stars at a glance, and how their paths gave the game away.
Week 4: seasons. The road of the Sun through the year, and a sundial that you build from a pencil and a sheet of paper.

Bring a warm coat, a red torch and patience. You need no mathematics beyond reading an angle. Each class begins with what can be seen on that very evening.`,
    instructor: 'mary@lectern.test',
    students: ['kim@lectern.test'],
    nextClass: 'The Moon, and where it will stand tomorrow',
  },
  {
    slug: 'code-that-others-can-read',
    title: 'Code that others can read',
    summary: 'Names, small functions and honest tests: the craft of writing programs for the next person.',
    description: `A program is read far more often than it is written. This course is about the reader.

We take one small program, a library's lending desk, and improve it together for six classes. You will rename things until the comments are no longer needed, cut long functions where the thought changes, make wrong states impossible to write down, and test behaviour rather than wiring. In every class somebody shares a screen and drives, and the rest of us read aloud what we understand. Where we stumble, the code changes.

You should know one programming language well enough to write a loop and a function in it. The examples are in TypeScript, and nothing we say about them is true of TypeScript alone.

Between classes: one exercise of about an hour, answered in pairs.`,
    instructor: 'mary@lectern.test',
    students: [],
    nextClass: 'Names: reading the lending desk aloud',
  },
  {
    slug: 'probability-for-everyday-decisions',
    title: 'Probability for everyday decisions',
    summary: 'Test results, weather, insurance and luck: how to think when you cannot be certain.',
    description: `A test that is right in 95 of 100 cases says you are ill. How worried should you be? Most people, many doctors among them, answer wrongly by a factor of ten. After this course you will not.

We count before we calculate. Every idea begins with a drawing of a hundred people on the whiteboard, and formulas come only when the drawing has become boring.

Class 1: chances as counts. Base rates, and the two kinds of mistake.
Class 2: new evidence. How far one fact should move you, and when it should not move you at all.
Class 3: expectation. Insurance, lotteries, and why a fair bet can be a bad idea.
Class 4: luck and skill. Falling back to the average, and the stories we tell about it.

You need fractions and percentages. Bring a coin.`,
    instructor: 'ada@lectern.test',
    students: ['sam@lectern.test'],
    nextClass: 'Chances as counts',
  },
  {
    slug: 'demo-course',
    title: 'A first live class',
    summary: 'Try everything a class here can do: talk, draw together, ask, vote and share a screen.',
    description: `This course is a place to try things out. Nothing in it can be broken, and nobody is graded.

Log in as the instructor and press "Start class now". Log in as a student in another browser, or on a phone, and join. Then go through the list together:

Say hello, and see who is speaking. Switch the camera off and on.
Draw on the whiteboard, add a page, and let the students draw too.
Raise a hand, and take the hands in the order in which they came.
Put a question to the class, and show the votes.
Share a screen, and point at it.
Write a message to everyone, then one to a single person.

When you have had enough, end the class for all. The course page shows who was there, and for how long.`,
    instructor: 'ada@lectern.test',
    students: ['sam@lectern.test', 'kim@lectern.test'],
    nextClass: 'Questions and answers',
  },
]
