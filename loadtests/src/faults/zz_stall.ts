import { launchBrowser } from '../../../web/e2e/support/launchBrowser.ts'
import { MediaStack } from '../../../web/e2e/media/MediaStack.ts'
import { Participant } from './media/Participant.ts'
const [stack, browser] = await Promise.all([MediaStack.start(), launchBrowser()])
const ada = await Participant.join(browser, stack, { room: 'r', userId: 'ada', claims: { role: 'instructor' } })
const sam = await Participant.join(browser, stack, { room: 'r', userId: 'sam' })
const people = [ada, sam]
for (const p of people) {
  p.page.setDefaultTimeout(10_000)
  await p.page.evaluate(() => {
    const w = window as any
    w.log = []
    const t = () => Math.round(performance.timeOrigin + performance.now())
    let last = ''
    w.lectern.media.subscribe(() => { const s = w.lectern.media.getSnapshot(); const x = `${s.status} mic=${s.microphone.status}/${s.microphone.problem} cam=${s.camera.status}/${s.camera.problem} remote=${JSON.stringify([...s.remote].map(([k, v]: any) => [k, Object.keys(v)]))}`; if (x !== last) { last = x; w.log.push([t(), x]) } })
    const O = w.RTCPeerConnection
    w.RTCPeerConnection = class extends O { constructor(c: any) { super(c); const n = w.pcs = (w.pcs ?? 0) + 1; this.addEventListener('connectionstatechange', () => w.log.push([t(), `pc${n} ${this.connectionState} ice=${this.iceConnectionState}`])); this.addEventListener('iceconnectionstatechange', () => w.log.push([t(), `pc${n} ice ${this.iceConnectionState}`])) } }
    const c = w.lectern.client
    const request = c.request.bind(c)
    c.request = (command: any, input: any, o: any) => { const at = t(); const r = request(command, input, o); r.then(() => w.log.push([t(), `${command.name} ${t() - at} ms`]), (e: any) => w.log.push([t(), `${command.name} FAILED ${e.code} ${e.message} ${t() - at} ms`])); return r }
  })
}
await Promise.all(people.map((p) => p.send()))
await Promise.all([ada.lookAt('sam'), sam.lookAt('ada')])
await Promise.all(people.map((p) => p.receives({ since: 0 })))
console.log('begun')
for (let i = 0; i < 12; i++) {
  const at = Date.now()
  await (i % 2 ? stack.crashEngine() : stack.crashSfu())
  const ready = Date.now()
  const r = await Promise.allSettled(people.map((p) => p.receives({ since: ready, openedSince: at })))
  console.log(i, i % 2 ? 'engine' : 'sfu', 'down', ready - at, 'back', Date.now() - ready, r.map((x) => x.status).join(' '))
  if (r.some((x) => x.status === 'rejected') || Date.now() - ready > 5000) {
    for (const p of people) { const log = await p.page.evaluate(() => (window as any).log); console.log(p.userId); for (const [t, x] of log) if (t > at) console.log('  ', t - ready, x) }
    await Promise.allSettled(people.map((p) => { p.page.setDefaultTimeout(60_000); return p.receives({ since: ready, openedSince: at }) }))
    console.log('finally', Date.now() - ready)
    for (const p of people) p.page.setDefaultTimeout(10_000)
  }
}
await browser.close(); await stack.close(); process.exit(0)
