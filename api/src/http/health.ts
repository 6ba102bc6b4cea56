import type { Request, Response } from 'express'
import type { Services } from '../context.ts'

const PATIENCE_MS = 2_000

/** 200 while the process runs. */
export const healthz = (_request: Request, response: Response) => {
  response.json({ status: 'ok' })
}

async function answersInTime({ db }: Services): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const impatience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS)
  })
  const query = db.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  )
  const answered = await Promise.race([query, impatience])
  clearTimeout(timer)
  return answered
}

/** 200 while the database answers, otherwise 503. */
export const readyz = (services: Services) => async (_request: Request, response: Response) => {
  const isReady = await answersInTime(services)
  response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'the database does not answer' })
}

export const metricsPage =
  ({ metrics: { registry } }: Services) =>
  async (_request: Request, response: Response) => {
    response.type(registry.contentType).send(await registry.metrics())
  }
