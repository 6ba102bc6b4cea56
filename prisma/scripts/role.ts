import { parseArgs } from 'node:util'
import { createPrisma, Role } from '../src/index.ts'

const USAGE = 'Usage: npm run role -w prisma -- --email ada@example.org --role student|instructor|admin'

const { values } = parseArgs({ options: { email: { type: 'string' }, role: { type: 'string' } } })
const role = Object.values(Role).find((each) => each === values.role?.toUpperCase())
const databaseUrl = process.env.LECTERN_DATABASE_URL
if (!databaseUrl) throw new Error('Set LECTERN_DATABASE_URL to the school’s database.')
if (!role || !values.email) throw new Error(USAGE)

const prisma = createPrisma(databaseUrl)
const email = values.email.trim().toLowerCase()
const { count } = await prisma.user.updateMany({ where: { email }, data: { role } })
await prisma.$disconnect()
if (count === 0) throw new Error(`There is no account with the address ${email}.`)
console.log(`${email} is now ${role.toLowerCase()}.`)
