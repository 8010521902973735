import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { FaultName } from '../../../../src-main/sandbox/stripe/http/faults.ts'
import { createRandom } from '../../../fixtures/createRandom.ts'
import { DAY, HOUR } from '../openSandbox.ts'
import { compareObjects, readMirror, readSandbox } from './compareMirror.ts'
import { type Life, startLife } from './liveRandomly.ts'
import { type Copy, type Mirror, openMirror } from './openMirror.ts'
import { readDerived } from './readDerived.ts'

const PERMUTATIONS = Number(process.env['TIERDESK_PERMUTATIONS'] ?? 200)
const SEED = Number(process.env['TIERDESK_SEED'] ?? 20270104)
/** As many workspaces hear each chapter, each of them told otherwise, and one as it was. */
const TELLINGS = 20
const CHAPTERS = Math.ceil(PERMUTATIONS / TELLINGS)

test(
  `a story of events ends in one state however it is told: ${CHAPTERS} chapters told in ${TELLINGS} ways each, seed ${SEED}`,
  async () => {
    let begun: Life | undefined
    const mirror = await openMirror({
      seed: `story ${SEED}`,
      settings: { eventLagSeconds: 0 },
      fill: (stripe) => {
        begun = startLife(stripe, SEED, 4)
      },
    })
    if (!begun) throw new Error('a life was begun')
    const life: Life = begun
    await mirror.sync()
    const copies = await mirror.copy(1 + TELLINGS)
    for (let chapter = 0; chapter < CHAPTERS; chapter++) {
      const what = `chapter ${chapter}, seed ${SEED}`
      // All of it within one second.
      for (let acts = 0; acts < 5; acts++) life.act()
      mirror.pass(90)
      await tellTwice(mirror, copies, what, DISORDERS)
      // Now and then longer than events are kept, else until what follows of itself has come about.
      const isSilent = chapter % 5 === 3
      mirror.pass(isSilent ? 40 * DAY : 20 * HOUR)
      await tellTwice(mirror, copies, `${what}, later`, isSilent ? IN_TIME : DISORDERS)
      expectOneState(mirror, copies, life, what)
    }
    const met = mirror.faults.counts()
    for (const [name] of DISORDERS) expect(met[name], name).toBeGreaterThan(CHAPTERS)
  },
  Math.max(60_000, PERMUTATIONS * 1_000),
)

type Disorder = readonly [name: FaultName, share: number]

const DISORDERS: readonly Disorder[] = [
  ['repeated-events', 0.7],
  ['shuffled-events', 0.7],
  ['late-events', 0.5],
  ['aged-events', 0.3],
]
/** What hides nothing: after weeks even the newest is older than anything is late, and what was never told dates nothing. */
const IN_TIME: readonly Disorder[] = DISORDERS.slice(0, 2)

/** First some of it late, and then all of it: what is late is told by the next time. */
async function tellTwice(mirror: Mirror, copies: readonly Copy[], seed: string, disorders: readonly Disorder[]): Promise<void> {
  await tellAll(mirror, copies, `${seed}, late`, disorders)
  mirror.pass(90)
  await tellAll(mirror, copies, `${seed}, all`, IN_TIME)
}

function expectOneState(mirror: Mirror, copies: readonly Copy[], life: Life, what: string): void {
  const objects = copies.map((copy) => copy.look((store) => readMirror(store)))
  const figures = copies.map((copy) => readDerived(copy))
  expect(compareObjects(readSandbox(mirror.stripe), objects[0] ?? new Map(), { untold: life.untold, isFollowed: true }), what).toEqual([])
  for (let telling = 1; telling < copies.length; telling++) {
    expect(compareObjects(objects[0] ?? new Map(), objects[telling] ?? new Map()), `${what}, telling ${telling}: objects`).toEqual([])
    expect(figures[telling], `${what}, telling ${telling}: figures`).toEqual(figures[0])
  }
}

/** Each workspace hears the same at the same moment, and each in its own way. */
async function tellAll(mirror: Mirror, copies: readonly Copy[], seed: string, disorders: readonly Disorder[]): Promise<void> {
  const told = mirror.stripe.world.events.all(mirror.stripe.world.now).length
  for (const [index, { engine }] of copies.entries()) {
    mirror.faults.clear()
    for (const [name, share] of disorders)
      if (index > 0 && createRandom(hashOf(`${seed} ${index} ${name}`))() < share) mirror.faults.set(name, { seed: `${seed} ${index}` })
    const { runs } = await engine.client.sync.start({})
    expect(runs.filter(({ outcome }) => outcome !== 'complete')).toEqual([])
  }
  mirror.faults.clear()
  // Nothing may happen between the first workspace's turn and the last one's.
  expect(mirror.stripe.world.events.all(mirror.stripe.world.now).length).toBe(told)
}

function hashOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32LE()
}
