import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import type { MigrationDirectory, MigrationList, SchemaEngine, SchemaFilter } from '@prisma/schema-engine-wasm'
import pg from 'pg'

export const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url))
export const NO_FILTER: SchemaFilter = { externalTables: [], externalEnums: [] }

export const SCHEMA = fileURLToPath(new URL('../schema.prisma', import.meta.url))

interface WasmBindings {
  __wbg_set_wasm(exports: object): void
}

/** The part of the platform's WebAssembly that is used here; its types belong to a library for browsers. */
const { WebAssembly: wasm } = globalThis as unknown as {
  WebAssembly: {
    instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>
  }
}

// The package imports its .wasm file as a module, which Node only does with a warning; instantiating it by hand is the same.
async function loadEngineModule() {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const file = fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm')).replace(/\.js$/, '_bg.wasm')
  const { instance } = await wasm.instantiate(await readFile(file), { './schema_engine_bg.js': bindings })
  ;(bindings as unknown as WasmBindings).__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return bindings
}

let engineModule: ReturnType<typeof loadEngineModule> | undefined

/** Adapter factory over a pool that its maker ends: the engine closes some of its connections and forgets others. */
function adapters(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool)
  const connect = () => factory.connect()
  // Nobody here calls what would need a scratch database: on PostgreSQL 18 the engine cannot describe one through this adapter.
  return { provider: factory.provider, adapterName: factory.adapterName, connect, connectToShadowDb: connect }
}

/** Runs `work` with Prisma's schema engine (as WebAssembly) on a database. */
export async function withSchemaEngine<T>(databaseUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  engineModule ??= loadEngineModule()
  const { SchemaEngine } = await engineModule
  const datamodels: [string, string][] = [[SCHEMA, readFileSync(SCHEMA, 'utf8')]]
  const pool = new pg.Pool({ connectionString: databaseUrl })
  try {
    const engine = await SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(adapters(pool)))
    return await work(engine)
  } finally {
    await pool.end()
  }
}

async function migrationDirectory(name: string): Promise<MigrationDirectory> {
  const content = await readFile(`${MIGRATIONS}/${name}/migration.sql`, 'utf8')
  return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: content } } }
}

/** The committed migrations, oldest first. */
export async function migrationList(): Promise<MigrationList> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return {
    baseDir: MIGRATIONS,
    lockfile: { path: 'migration_lock.toml', content: await readFile(`${MIGRATIONS}/migration_lock.toml`, 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(names.sort().map(migrationDirectory)),
  }
}
