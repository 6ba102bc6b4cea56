import type { CodegenConfig } from '@graphql-codegen/cli'

const config: CodegenConfig = {
  schema: 'src/*/schema.graphql',
  generates: {
    'src/generated/resolvers.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        contextType: '../context.ts#Context',
        useTypeImports: true,
        enumsAsTypes: true,
        scalars: { DateTime: 'Date', ID: 'string' },
        mappers: {
          User: '@lectern/prisma#User as UserRow',
          Course: '@lectern/prisma#Course as CourseRow',
          CourseConnection: '../courses/findCourses.ts#CoursePage',
          LiveSession: '@lectern/prisma#LiveSession as LiveSessionRow',
          MyClasses: '../viewer.ts#Viewer',
          Recording: '@lectern/prisma#Recording as RecordingRow',
          RecordingExport: '@lectern/prisma#RecordingExport as RecordingExportRow',
        },
      },
    },
  },
}

export default config
