import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrate, seedDemo } from '@lectern/prisma'
import { UserError } from '../support/UserError.ts'
import { Database } from './Database.ts'
import { LogFile } from './LogFile.ts'
import { ManagedService, ServiceFailure } from './ManagedService.ts'
import { ProcessRecord } from './ProcessRecord.ts'
import { writeRedisConfig } from './redisConfig.ts'
import { provideSecrets, type Secrets } from './secrets.ts'
import { type Addresses, addresses, type Plan, serviceSpecs } from './services.ts'

export interface StackHooks {
  /** What happens to services after the start, one line each. */
  onNews?: (line: string) => void
  /** Each line that a service logs. */
  onLine?: (service: string, line: string) => void
}

/** All services of one Lectern with their database. */
export class Stack {
  readonly plan: Plan
  readonly addresses: Addresses
  readonly #env: NodeJS.ProcessEnv
  readonly #hooks: StackHooks
  readonly #record: ProcessRecord
  readonly #logs = new Map<string, LogFile>()
  readonly #database: Database
  #services: ManagedService[] = []
  #secrets: Secrets | undefined
  #databaseUrl = ''

  constructor(plan: Plan, env: NodeJS.ProcessEnv, hooks: StackHooks = {}) {
    this.plan = plan
    this.addresses = addresses(plan)
    this.#env = env
    this.#hooks = hooks
    this.#record = new ProcessRecord(plan.dataDir)
    this.#database = new Database({
      log: this.#log('postgres'),
      onSpawn: (pid) => this.#record.add('postgres', pid),
      onCrash: () => this.#news('postgres ended by itself; starting it again'),
    })
  }

  get secrets(): Secrets {
    if (!this.#secrets) throw new Error('the stack has not been started')
    return this.#secrets
  }

  get databaseUrl(): string {
    return this.#databaseUrl
  }

  /** Resolves once every service is ready; throws a sentence, and leaves nothing running, if one cannot be. */
  async start(): Promise<void> {
    try {
      this.#secrets = await provideSecrets(this.plan.dataDir, this.#env)
      await this.#startDatabase()
      await this.#startServices()
    } catch (error) {
      await this.stop()
      throw error instanceof ServiceFailure ? new UserError(error.message) : error
    }
  }

  /** Ends one service with a signal and resolves when the supervisor has it ready again. */
  async restart(name: string, signal: NodeJS.Signals): Promise<void> {
    await this.#service(name).restart(signal)
  }

  /** Process id of a service, while it runs. */
  pid(name: string): number | undefined {
    return this.#service(name).pid
  }

  /** Stops the services from the browser's side inwards, the database last. */
  async stop(): Promise<void> {
    for (const service of this.#services) await service.stop()
    await this.#database.stop()
    this.#record.clear()
    for (const log of this.#logs.values()) log.close()
    this.#logs.clear()
  }

  async #startDatabase(): Promise<void> {
    const { dataDir } = this.plan
    const given = this.#env.LECTERN_DATABASE_URL
    this.#databaseUrl = given || (await this.#database.start(dataDir, this.secrets.databasePassword))
    await migrate(this.#databaseUrl)
    await this.#seedOnce()
  }

  /** Once only: who removes the demo school does not want it back at the next start. */
  async #seedOnce(): Promise<void> {
    const done = join(this.plan.dataDir, 'demo-school.seeded')
    if (existsSync(done) || /^(0|false|no|off)$/i.test(this.#env.LECTERN_DEMO ?? '')) return
    await seedDemo(this.#databaseUrl)
    writeFileSync(done, '')
  }

  async #startServices(): Promise<void> {
    const { dataDir, cluster } = this.plan
    if (cluster?.redisPort) await writeRedisConfig(dataDir, cluster.redisPort, this.secrets.redisPassword)
    const specs = serviceSpecs(this.plan, this.secrets, this.#databaseUrl, this.#env)
    this.#services = specs.map((spec) => this.#managed(spec))
    // Engines do not wait for a Redis that has much to read.
    await this.#services.find(({ name }) => name === 'redis')?.start()
    await Promise.all(this.#services.filter(({ name }) => name !== 'redis').map((service) => service.start()))
  }

  #managed(spec: ManagedService['spec']): ManagedService {
    const log = this.#log(spec.name)
    const { onLine } = this.#hooks
    if (onLine) log.follow((line) => onLine(spec.name, line))
    return new ManagedService(spec, {
      log,
      onSpawn: ({ name }, pid) => this.#record.add(name, pid),
      onCrash: ({ name }, how, afterMs) => this.#news(`${name} ${how}; starting it again in ${afterMs / 1000} s`),
    })
  }

  #service(name: string): ManagedService {
    const service = this.#services.find((each) => each.name === name)
    if (!service) throw new Error(`there is no service ${name}`)
    return service
  }

  #news(line: string): void {
    this.#log('supervisor').write(line)
    this.#hooks.onNews?.(line)
  }

  #log(name: string): LogFile {
    const log = this.#logs.get(name) ?? new LogFile(join(this.plan.dataDir, 'logs', `${name}.log`))
    this.#logs.set(name, log)
    return log
  }
}
