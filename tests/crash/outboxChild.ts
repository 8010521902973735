import { randomBytes } from 'node:crypto'
import { writeSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { createEngine } from '../../src-main/engine/createEngine.ts'
import type { HostPorts } from '../../src-main/ports.ts'
import type { WishInput } from '../../src-shared/contract/wish.ts'
import { toInstant } from '../../src-shared/model/instant.ts'

const STAY_MS = 10

/** Decides on actions in the workspace `argv[2]`, sends each, says each stage, and is killed by whoever started it. */
const [, , folder = '', at = '', asked = '[]'] = process.argv
const now = toInstant(Number(at))
const ports: HostPorts = {
  clock: { now: () => now, wait: () => setImmediate() },
  random: { bytes: (count) => randomBytes(count), fraction: () => 0 },
  log: () => {},
  environment: (name) => process.env[name],
  seal: null,
  who: () => 'ann@desk',
}
const still = new Int32Array(new SharedArrayBuffer(4))
// Not by a stream, which would say it later; and it stays there for a while, or nearly all kills would fall where it waits for an answer.
const say = (word: string) => {
  writeSync(1, `${word}\n`)
  Atomics.wait(still, 0, 0, STAY_MS)
}
const engine = createEngine(ports, {
  folder,
  access: 'write',
  what: 'a kill test',
  pollMs: null,
  onStage: (stage, id) => say(`${stage} ${id}`),
})
const { client } = engine
say('ready')
for (const { id, company, wish } of JSON.parse(asked) as { id: string; company: string; wish: WishInput }[]) {
  const { digest } = await client.actions.preview({ company, wish })
  await client.actions.queue({ id, company, wish, digest, reason: 'They asked for it', isAcknowledged: true })
  say('queued')
  // What goes to others goes beside it.
  void client.actions.send({ id })
}
await engine.sendDue()
say('done')
await engine.stop()
