import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { startStack, type TestStack } from '../../../scripts/testStack.ts'
import { drawLine, joinByLink, shapes } from '../support/classPage.ts'
import { launchBrowser } from '../support/launchBrowser.ts'
import { logInAs } from '../support/logInAs.ts'
import { photograph } from '../support/photograph.ts'
import { seriousViolations } from '../support/seriousViolations.ts'

interface Alarm {
  alert: string
  expr: string
  for: string
  labels: { severity: string }
  annotations: { summary: string; runbook: string }
}

const docs = (name: string) => readFile(new URL(`../../../docs/${name}`, import.meta.url), 'utf8')
const METRIC = /lectern_(?:web|api|engine|sfu|timeline|recorder)_[a-z0-9_]+[a-z0-9]/g
/** Of the process and of Node, told by the metrics library. */
const COMMON = /^lectern_(web|api|engine|sfu)_(process|nodejs)_/

let stack: TestStack
let browser: Browser
let web: string

beforeAll(async () => {
  stack = await startStack()
  browser = await launchBrowser()
  web = stack.addresses.web
})

afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
})

describe('/debug', () => {
  test('shows an admin all services, and a class with its people, its edits and its engine', async () => {
    const grace = await joinByLink(stack, browser, {
      room: 'watched',
      name: 'Grace',
      role: 'instructor',
      title: 'Compilers',
    })
    await drawLine(grace, [0.4, 0.4], [0.6, 0.6])
    await shapes(grace).first().waitFor()

    const root = await pageOf('root@lectern.test')
    await root.getByRole('link', { name: 'What runs' }).click()
    await root.getByRole('heading', { level: 1, name: 'What runs' }).waitFor()
    await root.getByText('4 of 4 answer').waitFor()
    for (const service of ['web', 'api', 'classroom-engine', 'sfu-cluster']) {
      await root.getByRole('rowheader', { name: service, exact: true }).waitFor()
    }
    await root.getByText(/worker 0: \d+ streams/).waitFor()
    const row = root.getByRole('row').filter({ has: root.getByRole('rowheader', { name: 'Compilers' }) })
    await row.getByText(/^engine-/).waitFor()
    expect(await row.getByRole('cell').allInnerTexts()).toEqual([
      'watched',
      '1',
      expect.stringMatching(/^\d+\.\d$/),
      expect.stringMatching(/^engine-\w{8}$/),
    ])
    await photograph(root, 'debug', async (where) => {
      expect(await seriousViolations(root), where).toEqual([])
      const tooWide = await root.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(tooWide, `${where} scrolls sideways`).toBeLessThanOrEqual(0)
    })
  })

  test.each(['ada@lectern.test', 'sam@lectern.test'])('is not there for %s', async (email) => {
    const page = await pageOf(email)
    expect(await page.getByRole('link', { name: 'What runs' }).count()).toBe(0)
    expect((await page.goto(`${web}/debug`))?.status()).toBe(404)
    const answer = await page.request.post(`${web}/api/graphql`, { data: { query: '{ debug { at } }' } })
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_ALLOWED' } }] })
  })

  test('asks strangers to log in', async () => {
    const page = await browser.newPage()
    await page.goto(`${web}/debug`)
    expect(new URL(page.url()).pathname).toBe('/login')
  })
})

describe('the runbook', () => {
  test('names every metric that the services tell, and no other', async () => {
    const told = await scrape()
    const named = new Set((await docs('runbook.md')).match(METRIC)?.map(familyOf) ?? [])
    const own = [...told].filter((name) => !COMMON.test(name))
    expect(own.filter((name) => !named.has(name))).toEqual([])
    expect([...named].filter((name) => !told.has(name))).toEqual([])
  })

  test('says of every alarm what it means and what to do, under the expression that the rules have', async () => {
    const text = await docs('runbook.md')
    const alarms = await readAlarms()
    const headings = [...text.matchAll(/^### (Lectern\w+)$/gm)].map(([, name]) => name)
    expect(headings).toEqual(alarms.map(({ alert }) => alert))
    for (const { alert, expr, for: duration, labels, annotations } of alarms) {
      const section = text.slice(text.indexOf(`### ${alert}\n`)).split(/\n#{2,3} /)[0]!
      expect(section).toContain(`\`${expr}\``)
      expect(section).toContain(labels.severity)
      if (duration !== '0m') expect(section).toContain(`for ${duration}`)
      for (const part of ['**Means:**', '**People notice:**', '**Look at:**', '**Do:**'])
        expect(section).toContain(part)
      expect(annotations.runbook).toBe(`docs/runbook.md#${alert.toLowerCase()}`)
      expect(annotations.summary.length).toBeGreaterThan(20)
    }
  })

  test('alarms ask for metrics that there are', async () => {
    const told = await scrape()
    for (const { alert, expr } of await readAlarms()) {
      const asked = expr.match(METRIC)?.map(familyOf) ?? []
      expect(asked.length + Number(expr.startsWith('up{')), alert).toBeGreaterThan(0)
      expect(
        asked.filter((name) => !told.has(name)),
        alert,
      ).toEqual([])
    }
  })

  test('no metric has a label that could name a person, a class or an address', async () => {
    const labels = new Set<string>()
    for (const text of await pages()) for (const [, name] of text.matchAll(/[{,]([a-z_]+)="/g)) labels.add(name!)
    const known =
      'code direction dtls kind le major method minor operation outcome patch quantile reason space state status type version worker'
    expect([...labels].filter((label) => !known.split(' ').includes(label))).toEqual([])
  })
})

async function pageOf(email: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await logInAs(page, web, email)
  return page
}

function pages(): Promise<string[]> {
  const { web, api, engine, sfu } = stack.addresses
  const addresses = [web, api, engine, sfu.replace(/^ws/, 'http')]
  return Promise.all(addresses.map(async (address) => (await fetch(`${address}/metrics`)).text()))
}

/** Names of all metrics that the services tell. */
async function scrape(): Promise<Set<string>> {
  return new Set((await pages()).flatMap((text) => [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name!)))
}

/** The metric that a series of a histogram belongs to. */
const familyOf = (series: string) => series.replace(/_(bucket|count|sum)$/, '')

async function readAlarms(): Promise<Alarm[]> {
  const { groups } = parse(await docs('alerts.yml')) as { groups: { rules: Alarm[] }[] }
  return groups.flatMap(({ rules }) => rules)
}
