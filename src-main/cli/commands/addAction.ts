import type { Command } from 'commander'
import type { ActionItem, ActionPreview } from '../../../src-shared/contract/actions.ts'
import type { WishInput } from '../../../src-shared/contract/wish.ts'
import { ACTION_KINDS } from '../../../src-shared/model/action.ts'
import type { Engine } from '../../engine/createEngine.ts'
import { createActionFinder, recallActionFinder } from '../actions/actionFinder.ts'
import { type ActionOptions, addActionOptions } from '../actions/actionOptions.ts'
import { readRefusal } from '../actions/readRefusal.ts'
import { readWish } from '../actions/readWish.ts'
import { findLink, sendOne } from '../actions/sendActions.ts'
import { toActionJson, toPreviewJson } from '../actions/toActionJson.ts'
import { toActionText } from '../actions/toActionText.ts'
import { toPreviewText } from '../actions/toPreviewText.ts'
import { withProviders } from '../actions/withProviders.ts'
import { type AddCommand, type CommandContext, EXIT, type Outcome } from '../command.ts'
import { done } from '../done.ts'
import { COMPANY_HELP, readChoice, wrongUse } from '../readOptions.ts'

/** So many that no two lines draw the same. Hexadecimal: no id looks like an option. */
const ID_BYTES = 9
const KEY = /^[A-Za-z0-9_-]{8,60}$/

interface OwnOptions extends ActionOptions {
  reason?: string
  acknowledge?: true
  send?: true
  preview?: true
  key?: string
  replaces?: string
}

interface Decision {
  id: string
  company: string
  wish: WishInput
  reason: string
  isAcknowledged: boolean
  replaces: string | null
}

/** `action`: shows what would be done, and queues it. */
export const addAction: AddCommand = (program: Command, run) => {
  const action = program
    .command('action')
    .argument('<kind>', ACTION_KINDS.join(', '))
    .argument('<company>', COMPANY_HELP)
    .description('Decide on something that a provider is to do: shows what it changes, and queues it. Ends with 4 where it is refused')
  addActionOptions(action)
    .option('--reason <text>', 'why; kept in the audit log')
    .option('--acknowledge', 'say that you understand what is lost by it')
    .option('--preview', 'only show what it would do')
    .option('--send', 'send it at once, and wait for what becomes of it; else a console sends it, or tierdesk actions send')
    .option('--key <key>', 'the same key with the same content is the same action')
    .option('--replaces <id>', 'an action that waits, in whose place this one comes')
    .action((name: string, company: string, { reason = '', ...options }: OwnOptions) =>
      run(async (context) => {
        const kind = readChoice('kind of action', name, ACTION_KINDS)
        checkOwn(options)
        const { acknowledge, send, preview, key, replaces = null, ...said } = options
        if (preview)
          return withProviders(context, async (engine) => {
            const wish = await readWish(kind, said, createActionFinder(engine, company, kind))
            return toPreviewed(await engine.client.actions.preview({ company, wish, anew: replaces }))
          })
        const id = key ?? drawId(context)
        return context.withEngine('write', async (engine) => {
          const known = key === undefined ? null : await findKnown(engine, key)
          const finder = createActionFinder(engine, company, kind)
          const wish = await readWish(kind, said, known ? recallActionFinder(known.wish, finder) : finder)
          const decision = { id, company, wish, reason, isAcknowledged: acknowledge === true, replaces }
          const decided = known ? await repeat(engine, decision) : await decide(engine, decision)
          return decided.action && send ? sendDecided(engine, decided.action, decided.preview) : toDecided(decided)
        })
      }),
    )
}

function checkOwn({ preview, send, key }: OwnOptions): void {
  if (preview && send) throw wrongUse('It cannot be sent and only be shown.', 'Use --preview or --send.')
  if (key !== undefined && !KEY.test(key))
    throw wrongUse('A key has 8 to 60 letters, digits, hyphens and underscores.', 'Such as --key refund-2026-0042.')
}

function drawId({ ports }: CommandContext): string {
  return Buffer.from(ports.random.bytes(ID_BYTES)).toString('hex')
}

/** Where the key is known already, what was decided under it. */
async function findKnown({ client }: Engine, id: string) {
  try {
    return await client.actions.get({ id })
  } catch (error) {
    if (readRefusal(error)?.code === 'action-missing') return null
    throw error
  }
}

interface Decided {
  action: ActionItem | null
  /** Null where it was decided before: what it would have done then is in its steps. */
  preview: ActionPreview | null
  /** Why it was not taken; null where it was. */
  why: string | null
}

/** The engine tells whether it is the same. */
async function repeat({ client }: Engine, decision: Decision): Promise<Decided> {
  return { action: await client.actions.queue({ ...decision, digest: '' }), preview: null, why: null }
}

async function decide({ client }: Engine, decision: Decision): Promise<Decided> {
  const { company, wish, reason, isAcknowledged } = decision
  const preview = await client.actions.preview({ company, wish, anew: decision.replaces })
  const why = findLack(preview, reason, isAcknowledged)
  if (why !== null) return { action: null, preview, why }
  try {
    return { action: await client.actions.queue({ ...decision, digest: preview.digest }), preview, why: null }
  } catch (error) {
    const refusal = readRefusal(error)
    if (refusal?.code !== 'action-refused' && refusal?.code !== 'action-stale') throw error
    return { action: null, preview, why: `${refusal.message} ${refusal.hint}` }
  }
}

/** What keeps an action from being taken; empty where the preview says it itself, null for nothing. */
function findLack({ refusal, needs }: ActionPreview, reason: string, isAcknowledged: boolean): string | null {
  if (refusal !== null) return 'Nothing was queued.'
  if (needs.reason && reason.trim() === '')
    return 'It needs a written reason. Nothing was queued. Add --reason TEXT: it is kept in the audit log.'
  if (needs.acknowledgement && !isAcknowledged)
    return 'What is lost by it was not acknowledged. Nothing was queued. Read what is lost, and add --acknowledge.'
  return null
}

function toPreviewed(preview: ActionPreview): Outcome {
  const isRefused = preview.refusal !== null
  return { json: { preview: toPreviewJson(preview) }, text: toPreviewText(preview), exitCode: isRefused ? EXIT.refused : EXIT.done }
}

function toDecided({ action, preview, why }: Decided): Outcome {
  const shown = preview === null ? [] : [toPreviewText(preview)]
  const previewJson = preview && toPreviewJson(preview)
  if (action === null) return { json: { preview: previewJson }, text: [...shown, why ?? ''].join('\n'), exitCode: EXIT.refused }
  return done({ action: toActionJson(action), preview: previewJson }, [...shown, toActionText(action), ...toNext(action)].join('\n'))
}

function toNext({ id, state }: ActionItem): string[] {
  if (state === 'queued') return [`A console that is open sends it; else: tierdesk actions send ${id}`]
  return state === 'draft' ? [`Next: tierdesk actions approve ${id}`] : []
}

async function sendDecided(engine: Engine, queued: ActionItem, preview: ActionPreview | null): Promise<Outcome> {
  const { action, exitCode } = await sendOne(engine, queued)
  const link = await findLink(engine, action)
  const shown = preview === null ? [] : [toPreviewText(preview)]
  return {
    json: { action: toActionJson(action), preview: preview && toPreviewJson(preview), ...link?.json },
    text: [...shown, toActionText(action), ...(link?.lines ?? [])].join('\n'),
    exitCode,
  }
}
