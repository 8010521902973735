import { describe, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import type { Stage } from '../../../src-main/outbox/outboxParts.ts'
import { makeActionCases } from './actionCases.ts'
import { Cut, DAY, decide, HOUR, MINUTE, type OutboxWorld, openOutboxWorld } from './openOutboxWorld.ts'

/** Looks after all that is under way until it is over, as a host that runs on does: the payer pays as soon as the phone asks. */
async function seeThrough({ clock, mpesa }: OutboxWorld, { client }: Engine): Promise<void> {
  for (let rounds = 0; rounds < 6; rounds++) {
    const { items } = await client.actions.list({ states: ['queued', 'attempting', 'accepted'], limit: 100 })
    const [first] = items
    if (!first) return
    for (const { id, answer } of mpesa.world.pushes.values())
      if (answer === null && clock.now() > 0) mpesa.act('pushes.answer', { answer: 'pays' }, id)
    await client.actions.send({ id: first.id })
    clock.advance(4 * MINUTE)
  }
}

/** Until its answer is on the disk it matters for how long nobody looked: a provider forgets. */
const SAMPLE: [stage: Stage, after: string, ms: number][] = [
  ['kept', '22 hours', 22 * HOUR],
  ['kept', 'three days', 3 * DAY],
  ['sent', '22 hours', 22 * HOUR],
  ['sent', 'three days', 3 * DAY],
  ['answered', 'three days', 3 * DAY],
  ['mirrored', 'an hour', HOUR],
  ['over', 'an hour', HOUR],
]

const EVERY = (['kept', 'sent', 'answered', 'mirrored', 'over'] as const).flatMap((stage): typeof SAMPLE => [
  [stage, 'an hour', HOUR],
  [stage, '22 hours', 22 * HOUR],
  [stage, 'three days', 3 * DAY],
])

const CUTS = process.env['TIERDESK_EVERY_CUT'] ? EVERY : SAMPLE

describe('a program that dies', () => {
  test.each(CUTS)('where an action is "%s" and comes back after %s has done each once, forgets none, and says so', async (stage, _, ms) => {
    const world = await openOutboxWorld()
    const cases = makeActionCases(world)
    const dying = world.open((at) => {
      if (at === stage) throw new Cut()
    })
    await dying.client.sync.start({})
    const ids = new Map<string, string>()
    for (const { name, company, wish } of cases) ids.set(name, (await decide(dying, company, wish)).id)
    const [first] = ids.values()
    await dying.client.actions.send({ id: first ?? '' })
    await world.stop(dying)
    world.clock.advance(ms)

    const engine = world.open()
    await seeThrough(world, engine)
    const found = await Promise.all(
      cases.map(async ({ name, count }) => {
        const id = ids.get(name) ?? ''
        const { action } = await engine.client.actions.get({ id })
        return [name, action.state, count(id), action.state === 'confirmed' ? '' : action.standing]
      }),
    )
    const isPushLost = stage === 'kept' || stage === 'sent'
    const wanted = cases.map(({ name }) =>
      // An address that nobody has is good for minutes: another is not made for it by itself, days after.
      name === 'portal' && isPushLost && ms > DAY
        ? [name, 'rejected', stage === 'kept' ? 0 : 1, expect.stringContaining('ake another')]
        : // Nobody can be asked whether the phone was: it is not asked again, and people are told.
          name === 'm-push' && isPushLost
          ? [name, 'unknown', stage === 'kept' ? 0 : 1, expect.stringContaining('not sent again')]
          : name === 'm-push' && ms > DAY
            ? [name, 'unknown', 1, expect.stringContaining('cannot be asked for any more')]
            : [name, 'confirmed', 1, ''],
    )
    expect(found).toEqual(wanted)
    expect((await engine.client.workspace.rebuild({})).checks.filter(({ ok }) => !ok)).toEqual([])
  })
})
