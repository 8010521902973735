import type { Command } from 'commander'
import type { ActionItem, ActionPreview } from '../../../src-shared/contract/actions.ts'
import type { Engine } from '../../engine/createEngine.ts'
import { readRefusal } from '../actions/readRefusal.ts'
import { findLink, sendAll, toExitCode } from '../actions/sendActions.ts'
import { toActionJson, toPreviewJson } from '../actions/toActionJson.ts'
import { toActionTable, toActionText } from '../actions/toActionText.ts'
import { toPreviewText } from '../actions/toPreviewText.ts'
import { type AddCommand, EXIT, type Outcome } from '../command.ts'
import { done } from '../done.ts'
import { readChoice } from '../readOptions.ts'

const ENDS = ['go-on', 'drop', 'happened', 'not-happened'] as const
const WHY_HELP = 'why; kept in the audit log'
const REFUSED = new Set(['action-refused', 'action-stale'])

interface WordOptions {
  reason?: string
  acknowledge?: true
}

/** What takes an action further, under `actions`. */
export const addActionSettling: AddCommand = (actions: Command, run) => {
  actions
    .command('send')
    .argument('[id]')
    .description('Send what waits, and wait for it; one by its id also where a cap, or refusals in a row, keep it')
    .action((id: string | undefined) =>
      run(({ withEngine }) => withEngine('write', (engine) => (id === undefined ? sendDue(engine) : sendById(engine, id)))),
    )

  actions
    .command('cancel')
    .argument('<id>')
    .description('Take back what was not sent yet')
    .option('--reason <text>', WHY_HELP)
    .action((id: string, { reason = '' }: WordOptions) =>
      run(({ withEngine }) => withEngine('write', (engine) => answer(engine, id, () => engine.client.actions.cancel({ id, reason })))),
    )

  actions
    .command('approve')
    .argument('<id>')
    .description('Confirm a second time what moves more than the limit')
    .option('--reason <text>', WHY_HELP)
    .action((id: string, { reason = '' }: WordOptions) =>
      run(({ withEngine }) => withEngine('write', (engine) => answer(engine, id, () => engine.client.actions.approve({ id, reason })))),
    )

  actions
    .command('settle')
    .argument('<id>')
    .argument('<end>', ENDS.join(', '))
    .description('End a conflict (go-on with the world as it is now, or drop), or what nobody could find out (happened, not-happened)')
    .option('--reason <text>', WHY_HELP)
    .option('--acknowledge', 'say that you understand what is lost by it')
    .action((id: string, end: string, { reason = '', acknowledge }: WordOptions) =>
      run(({ withEngine }) => {
        const as = readChoice('end of an action', end, ENDS)
        return withEngine('write', (engine) =>
          as === 'go-on'
            ? goOn(engine, { id, reason, isAcknowledged: acknowledge === true })
            : answer(engine, id, () => engine.client.actions.settle({ id, as, reason })),
        )
      }),
    )
}

/** What a rule refuses is answered with where the action stands. */
async function answer({ client }: Engine, id: string, work: () => Promise<ActionItem>): Promise<Outcome> {
  try {
    const action = await work()
    return done(toActionJson(action), toActionText(action))
  } catch (error) {
    const refusal = readRefusal(error)
    if (refusal === null || !REFUSED.has(refusal.code)) throw error
    const { action } = await client.actions.get({ id })
    const text = `${toActionText(action)}\n${refusal.message} ${refusal.hint}`
    return { json: toActionJson(action), text, exitCode: EXIT.refused }
  }
}

async function sendById(engine: Engine, id: string): Promise<Outcome> {
  const action = await engine.client.actions.send({ id })
  const link = await findLink(engine, action)
  return {
    json: { ...toActionJson(action), ...link?.json },
    text: [toActionText(action), ...(link?.lines ?? [])].join('\n'),
    exitCode: toExitCode([action]),
  }
}

async function sendDue(engine: Engine): Promise<Outcome> {
  const { items, exitCode } = await sendAll(engine)
  const links = await Promise.all(items.map((item) => findLink(engine, item)))
  const json = items.map((item, index) => ({ ...toActionJson(item), ...links[index]?.json }))
  const lines = items.flatMap(({ id }, index) => (links[index]?.lines ?? []).map((line) => `${id}: ${line}`))
  const waiting = items.filter(({ state }) => state !== 'accepted' && state !== 'confirmed').map(({ id, standing }) => `${id}: ${standing}`)
  const text = items.length === 0 ? 'Nothing waits to be sent.' : [toActionTable(items), ...waiting, ...lines].join('\n')
  return { json: { items: json }, text, exitCode }
}

/** Staff decide anew, on what they are shown: the world as it is now. */
async function goOn(
  engine: Engine,
  { id, reason, isAcknowledged }: { id: string; reason: string; isAcknowledged: boolean },
): Promise<Outcome> {
  const { client } = engine
  const { action, wish } = await client.actions.get({ id })
  const preview = await client.actions.preview({ company: action.company, wish, anew: id })
  const why = findLack(preview, action.state === 'conflict', isAcknowledged)
  if (why !== null)
    return {
      json: { action: toActionJson(action), preview: toPreviewJson(preview) },
      text: `${toPreviewText(preview)}\n${why}`,
      exitCode: EXIT.refused,
    }
  const settled = await answer(engine, id, () => client.actions.settle({ id, as: 'go-on', digest: preview.digest, reason }))
  return { ...settled, json: { action: settled.json, preview: toPreviewJson(preview) }, text: `${toPreviewText(preview)}\n${settled.text}` }
}

function findLack({ refusal, needs }: ActionPreview, isConflict: boolean, isAcknowledged: boolean): string | null {
  if (!isConflict) return 'It is in no conflict. Nothing was changed. See tierdesk actions show ID.'
  if (refusal !== null) return 'Nothing was changed. Drop it: tierdesk actions settle ID drop.'
  if (needs.acknowledgement && !isAcknowledged)
    return 'What is lost by it was not acknowledged. Nothing was changed. Read what is lost, and add --acknowledge.'
  return null
}
