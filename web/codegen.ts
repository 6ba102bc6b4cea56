import { fileURLToPath } from 'node:url'
import type { CodegenConfig } from '@graphql-codegen/cli'

/**
 * Makes typed documents of every `features/<name>/documents.graphql`. Run by `npm run codegen -w web`;
 * generated.test.ts tells when that was forgotten.
 */
const codegenConfig: CodegenConfig = {
  schema: pathOf('../api/schema.graphql'),
  documents: [pathOf('./features/**/*.graphql')],
  generates: {
    [pathOf('./graphql/generated/documents.ts')]: {
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        scalars: { DateTime: 'string', ID: 'string' },
      },
    },
  },
}

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url))
}

export default codegenConfig
