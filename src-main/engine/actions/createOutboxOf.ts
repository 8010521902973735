import type { Topic } from '../../../src-shared/contract/changes.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import { createOutbox, type Outbox } from '../../outbox/createOutbox.ts'
import type { OutboxParts, Stage } from '../../outbox/outboxParts.ts'
import type { HostPorts } from '../../ports.ts'
import { type ConnectActing, findActing } from '../../providers/acting.ts'
import type { Connection } from '../../store/reads/connections.ts'
import { listCompanyLinks } from '../../store/reads/listCompanyLinks.ts'
import { saveActionPermit } from '../../store/writes/saveActionSettings.ts'
import type { Sync } from '../../sync/createSync.ts'
import { getCompanyIdentity } from '../companies.ts'
import type { GuardedStore } from '../guardStore.ts'
import type { ActionParts } from './actionParts.ts'
import { judgeAction, toMoneyRows } from './describeAction.ts'
import { findTrace } from './findTrace.ts'
import { followAction } from './followAction.ts'
import { openActings } from './openActings.ts'
import type { Actings } from './readActionWorld.ts'
import { seeAction } from './seeAction.ts'

interface OutboxOptions {
  ports: HostPorts
  store: GuardedStore
  sync: Sync
  providers: Readonly<Record<ProviderName, ConnectActing>>
  openKey: (connection: Connection) => Promise<string>
  announce: (...topics: Topic[]) => void
  onStage?: (stage: Stage, action: string) => void
}

/** The outbox of an engine, and what deciding on actions needs of it. */
export function createOutboxOf(options: OutboxOptions): Pick<ActionParts, 'outbox' | 'openLine' | 'openActings'> & { outbox: Outbox } {
  const { ports, store, sync, announce, onStage } = options
  let actings: Actings = new Map()

  async function readActings(): Promise<Actings> {
    actings = await openActings(store.read, options.providers, options.openKey)
    return actings
  }

  const openLine: OutboxParts['openLine'] = async (provider, signal) => {
    const opened = await sync.openLine(provider, signal)
    if (!opened.ok) return opened
    const { connection, provider: client, way, bringUp } = opened.line
    const acting = findActing(client)
    actings = new Map([...actings, [provider, acting]])
    return { ok: true, line: { connection, acting, way, bringUp } }
  }

  const outbox = createOutbox({
    ...{ store, clock: ports.clock, random: ports.random, log: ports.log, announce, openLine, toMoneyRows },
    judge: (db, action, at) => judgeAction(db, action, at, actings),
    listCustomers: (db, company, accountId) =>
      listCompanyLinks(db, getCompanyIdentity(db, company).companyId).flatMap((link) => (link.accountId === accountId ? [link.ref] : [])),
    follow: followAction,
    see: seeAction,
    findTrace,
    noteForbidden: (tx, accountId, area, at) => saveActionPermit(tx, accountId, area, false, at),
    ...(onStage ? { onStage } : {}),
  })
  return { outbox, openLine, openActings: readActings }
}
