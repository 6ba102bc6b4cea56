/** Preloaded into each server, so that memory is compared without what is garbage only. */
process.on('SIGUSR2', () => {
  globalThis.gc!({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  console.log('collected')
})
