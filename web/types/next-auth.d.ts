import type { Role } from '../graphql/generated/documents'

declare module 'next-auth' {
  interface User {
    id: string
    name: string
    role: Role
  }
  interface Session {
    user: User
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    sub: string
    name: string
    role: Role
  }
}
