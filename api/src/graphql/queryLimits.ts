import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql'

export const MAX_DEPTH = 10
export const MAX_ALIASES = 20
export const MAX_ROOT_FIELDS = 10
/** Fields after all fragments are spread out. Fragments that spread fragments twice would make billions of them. */
export const MAX_FIELDS = 1000

interface Size {
  depth: number
  aliases: number
  fields: number
}

const EMPTY: Size = { depth: 0, aliases: 0, fields: 0 }
const isSchemaField = (name: string) => name === '__schema' || name === '__type'

/** Measures selections with their fragments spread out. Each fragment is measured once, so that nesting them costs nothing. */
function measurer(fragmentOf: (name: string) => FragmentDefinitionNode | null | undefined) {
  const fragments = new Map<string, Size>()

  const fragment = (name: string): Size => {
    const known = fragments.get(name)
    if (known) return known
    // Another rule refuses cycles; this one must only not run in circles.
    fragments.set(name, EMPTY)
    const size = measure(fragmentOf(name)?.selectionSet)
    fragments.set(name, size)
    return size
  }

  const measure = (set: SelectionSetNode | undefined): Size => {
    const total = { ...EMPTY }
    for (const selection of set?.selections ?? []) {
      const size = sizeOf(selection)
      total.depth = Math.max(total.depth, size.depth)
      total.aliases += size.aliases
      total.fields += size.fields
    }
    return total
  }

  const sizeOf = (selection: SelectionSetNode['selections'][number]): Size => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return fragment(selection.name.value)
    if (selection.kind === Kind.INLINE_FRAGMENT) return measure(selection.selectionSet)
    if (isSchemaField(selection.name.value)) return EMPTY
    const { depth, aliases, fields } = measure(selection.selectionSet)
    return { depth: depth + 1, aliases: aliases + (selection.alias ? 1 : 0), fields: fields + 1 }
  }

  return measure
}

function problemOf({ depth, aliases, fields }: Size, operation: OperationDefinitionNode): string | null {
  if (depth > MAX_DEPTH) return `The request is nested more than ${MAX_DEPTH} levels deep.`
  if (aliases > MAX_ALIASES) return `The request has more than ${MAX_ALIASES} aliases.`
  if (fields > MAX_FIELDS) return `The request has more than ${MAX_FIELDS} fields.`
  if (operation.selectionSet.selections.length > MAX_ROOT_FIELDS)
    return `The request asks for more than ${MAX_ROOT_FIELDS} things.`
  return null
}

/** Validation rule: refuses documents that are too deep, alias too much or ask for too many things at once. */
export function queryLimits(context: ValidationContext): ASTVisitor {
  const measure = measurer((name) => context.getFragment(name))
  return {
    OperationDefinition(operation) {
      const isKnown = context.getSchema().getRootType(operation.operation) != null
      const problem = !isKnown
        ? `There is no ${operation.operation} here.`
        : problemOf(measure(operation.selectionSet), operation)
      if (problem) context.reportError(new GraphQLError(problem, { nodes: operation }))
    },
  }
}
