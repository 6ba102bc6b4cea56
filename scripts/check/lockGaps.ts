interface LockedPackage {
  optionalDependencies?: Record<string, string>
}

/**
 * Optional dependencies that the lock file does not know, one line each. npm leaves out those of other platforms where the
 * registry it sees does not have them, and then `npm ci` refuses to run.
 */
export function lockGaps(packages: Record<string, LockedPackage>): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !placesFor(path, name).some((place) => place in packages))
      .map((name) => `package-lock.json: ${name}, which ${path} names, has no entry`),
  )
}

/** Where Node would look for a package that the one at `path` names. */
function placesFor(path: string, name: string): string[] {
  const parents = path
    .split('/node_modules/')
    .map((_, index, all) => all.slice(0, all.length - index).join('/node_modules/'))
  return [...parents.map((parent) => `${parent}/node_modules/${name}`), `node_modules/${name}`]
}
