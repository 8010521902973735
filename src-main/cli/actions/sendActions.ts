import type { ActionItem } from '../../../src-shared/contract/actions.ts'
import type { ActionState } from '../../../src-shared/model/action.ts'
import type { Engine } from '../../engine/createEngine.ts'
import { EXIT } from '../command.ts'

const MOST = 1_000
/** What goes on by itself once the line is up. */
const DUE: readonly ActionState[] = ['queued', 'attempting', 'accepted']
const GONE: ReadonlySet<ActionState> = new Set(['accepted', 'confirmed'])

/** Sends an action that was just decided on, within the caps, and waits for what becomes of it. */
export async function sendOne(engine: Engine, { id }: ActionItem): Promise<{ action: ActionItem; exitCode: number }> {
  await engine.sendDue()
  const { action } = await engine.client.actions.get({ id })
  return { action, exitCode: toExitCode([action]) }
}

/** Sends all that is due, within the caps. @returns what was due, as it stands now; the oldest first */
export async function sendAll(engine: Engine): Promise<{ items: ActionItem[]; exitCode: number }> {
  const ids = (await listDue(engine)).map(({ id }) => id).reverse()
  await engine.sendDue()
  const items: ActionItem[] = []
  for (const id of ids) items.push((await engine.client.actions.get({ id })).action)
  return { items, exitCode: toExitCode(items) }
}

/** Refused by the rule that the world must be what it was: 4. All refused by their provider: 1. Some of it not there yet: 3. */
export function toExitCode(items: readonly ActionItem[]): number {
  if (items.some(({ state }) => state === 'conflict')) return EXIT.refused
  if (items.every(({ state }) => GONE.has(state))) return EXIT.done
  return items.every(({ state }) => state === 'rejected') ? EXIT.failed : EXIT.partly
}

/** The address that was made, which is kept nowhere: it is told now or made anew. */
export async function findLink(
  { client }: Engine,
  { id, hasLink }: ActionItem,
): Promise<{ json: { link: string | null }; lines: string[] } | null> {
  if (!hasLink) return null
  const { url, why } = await client.actions.link({ id })
  return { json: { link: url }, lines: [url === null ? (why ?? 'There is no address.') : `Address: ${url}`] }
}

async function listDue({ client }: Engine): Promise<ActionItem[]> {
  const items: ActionItem[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof client.actions.list>> = await client.actions.list({ states: [...DUE], limit: MOST, cursor })
    items.push(...page.items)
    cursor = page.next
  } while (cursor !== null)
  return items
}
