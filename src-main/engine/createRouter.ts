import { mapEventIterator } from '@orpc/client'
import { implement } from '@orpc/server'
import { contract } from '../../src-shared/contract/contract.ts'
import type { ScheduleHealth } from '../../src-shared/contract/sync.ts'
import type { Check } from '../../src-shared/contract/workspace.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import type { ProviderName } from '../../src-shared/model/provider.ts'
import type { HostPorts } from '../ports.ts'
import type { RegisterAsk, Registered } from '../providers/provider.ts'
import { readActionCaps } from '../store/reads/actions.ts'
import type { Connection } from '../store/reads/connections.ts'
import { countDrift, listDrift } from '../store/reads/drift.ts'
import { listCompanyLinks } from '../store/reads/listCompanyLinks.ts'
import { listEventChoices } from '../store/reads/listEvents.ts'
import type { Sync } from '../sync/createSync.ts'
import type { ActionParts } from './actions/actionParts.ts'
import { listPermissions } from './actions/actionPermits.ts'
import { approveAction, cancelAction, changeCaps, sendNow, settleAction } from './actions/changeAction.ts'
import { findActionLink } from './actions/findActionLink.ts'
import { countActionRows, listActionPage, listAuditPage, showAction } from './actions/listActionAnswers.ts'
import { listOffers } from './actions/listOffers.ts'
import { listProposals } from './actions/listProposals.ts'
import { previewAction } from './actions/previewAction.ts'
import { queueAction } from './actions/queueAction.ts'
import type { AnswerParts } from './answers/answers.ts'
import { type Readers, rebuildWorkspace } from './answers/rebuildWorkspace.ts'
import { listCatalogs, readCatalogText, showCatalog } from './catalogs.ts'
import { countCompanyRows, getCompanyIdentity, listCompanyPage, showCompany } from './companies.ts'
import type { ConnectAsk } from './connectProvider.ts'
import type { Backups } from './createBackups.ts'
import type { Topics } from './createTopics.ts'
import { describeWorkspace } from './describeWorkspace.ts'
import { examineWorkspace } from './examineWorkspace.ts'
import { expectPayment } from './expectPayment.ts'
import type { GuardedStore } from './guardStore.ts'
import { importHours, recordHoursFact, showHours } from './hours.ts'
import { importCatalogText } from './importCatalogText.ts'
import { importStatement } from './importStatement.ts'
import { importUsage } from './importUsage.ts'
import { claimForCompany, linkCustomer, mergeCompanies } from './linkCompanies.ts'
import { listBalances, listPackRows } from './listBalances.ts'
import { countEventRows, listEventPage } from './listEventPage.ts'
import { listLinkProposals } from './listLinkProposals.ts'
import { listNews } from './listNews.ts'
import { listUseAlerts } from './listUseAlerts.ts'
import { listUseByCompany } from './listUseByCompany.ts'
import { listUseSeries } from './listUseSeries.ts'
import { addNote, listNotes } from './notes.ts'
import { countPaymentRows, listPaymentPage } from './payments.ts'
import { checkPlanChange, listPlanOverage, preflight, showComparison } from './plans.ts'
import { rankUse } from './rankUse.ts'
import { showEntitlement } from './showEntitlement.ts'
import { showOverview } from './showOverview.ts'
import { showUseAgainst } from './showUseAgainst.ts'
import { listFailurePage, listHealth, listRunPage, toHealth } from './syncHealth.ts'
import { translateError } from './translateError.ts'
import { assignPayment, showUnmatched, unassignPayment } from './unmatchedPayments.ts'
import { listUsagePage, recordUsage, sumUsage } from './usage.ts'
import { watchChanges } from './watchChanges.ts'
import { withdrawExpected } from './withdrawExpected.ts'

export interface RouterParts extends Pick<ActionParts, 'outbox' | 'openLine' | 'openActings'> {
  ports: HostPorts
  store: GuardedStore
  folder: string
  topics: Topics
  sync: Sync
  /** How what was kept of each provider's objects is read again. */
  readers: Readers
  /** Between two polls; null where nobody polls. */
  pollMs: number | null
  /** What is polled when; null where nobody polls. */
  describeSchedule: () => ScheduleHealth | null
  canWrite: boolean
  /** What keeps this engine from taking anything in. */
  trouble: () => AppError | null
  backups: Backups
  /** Whether another database has taken the place of this engine's. */
  isReplaced: () => boolean
  /** Puts a backup in the place of the database. */
  restore: (name: string) => Promise<{ ok: boolean; checks: Check[]; keptAs: string | null }>
  version: string
  connect: (ask: ConnectAsk) => Promise<Connection>
  register: (ask: RegisterAsk & { provider: ProviderName }) => Promise<Registered & { connection: Connection }>
}

export type Router = ReturnType<typeof createRouter>

/** The contract, carried out. What is refused leaves as `REFUSED` with its code and hint; what breaks is logged here and leaves as one sentence. */
export function createRouter(parts: RouterParts) {
  const { ports, store, topics, sync } = parts
  const db = store.read
  const os = implement(contract).use(async ({ next, path, signal }) => {
    const refuse = (error: unknown) => translateError(parts, error, path.join('.'), signal)
    try {
      // What is asked between two engines is not answered by the first: its line breaks, and a page asks the next one by itself.
      if (parts.isReplaced()) await new Promise<never>(() => {})
      const result = await next()
      // A stream breaks after its handler has returned: without this its error is neither logged nor, in process, hidden.
      return isStream(result.output)
        ? { ...result, output: mapEventIterator(result.output, { value: async (event) => event, error: async (error) => refuse(error) }) }
        : result
    } catch (error) {
      throw refuse(error)
    }
  })

  function mustWrite(): void {
    const trouble = parts.trouble()
    if (trouble && trouble.code !== 'disk-full') throw trouble
    if (!parts.canWrite)
      throw new AppError(
        'workspace-in-use',
        'This workspace is open to look only. Nothing was changed.',
        'Close the program that holds it, then open it again.',
      )
  }

  /** Of what only a workspace that can be written does. */
  function write<Input, Output>(work: (input: Input) => Output): (call: { input: Input }) => Output {
    return ({ input }) => {
      mustWrite()
      return work(input)
    }
  }

  const acting: ActionParts = { ...parts, shown: new Map() }
  const now = (): AnswerParts => ({ db, now: ports.clock.now() })

  return os.router({
    workspace: {
      describe: os.workspace.describe.handler(() => describeWorkspace(parts)),
      examine: os.workspace.examine.handler(() => examineWorkspace(ports, parts.folder)),
      rebuild: os.workspace.rebuild.handler(() => {
        mustWrite()
        const report = rebuildWorkspace(parts)
        topics.announce('companies')
        return report
      }),
    },
    backups: {
      list: os.backups.list.handler(() => parts.backups.list()),
      make: os.backups.make.handler(write(() => parts.backups.make('asked'))),
      restore: os.backups.restore.handler(write((input) => parts.restore(input.name))),
    },
    companies: {
      list: os.companies.list.handler(({ input }) => listCompanyPage(now(), input)),
      count: os.companies.count.handler(({ input }) => countCompanyRows(now(), input)),
      get: os.companies.get.handler(({ input }) => showCompany(now(), input.company)),
      proposals: os.companies.proposals.handler(({ input }) => ({ items: listLinkProposals(db, input) })),
      merge: os.companies.merge.handler(write((input) => showCompany(now(), mergeCompanies(parts, input)))),
      link: os.companies.link.handler(write((input) => showCompany(now(), linkCustomer(parts, input)))),
      claim: os.companies.claim.handler(write((input) => claimForCompany(parts, input))),
    },
    entitlements: {
      get: os.entitlements.get.handler(({ input }) => showEntitlement(now(), input)),
    },
    overview: {
      get: os.overview.get.handler(({ input }) => showOverview(now(), input)),
    },
    news: {
      list: os.news.list.handler(({ input }) => listNews(now(), input)),
    },
    notes: {
      list: os.notes.list.handler(({ input }) => ({ items: listNotes(db, input.company) })),
      add: os.notes.add.handler(write((input) => addNote(parts, input))),
    },
    usage: {
      against: os.usage.against.handler(({ input }) => showUseAgainst(now(), input)),
      ranking: os.usage.ranking.handler(({ input }) => rankUse(now(), input)),
      series: os.usage.series.handler(({ input }) => listUseSeries(db, input)),
      byCompany: os.usage.byCompany.handler(({ input }) => listUseByCompany(db, input)),
      alerts: os.usage.alerts.handler(({ input }) => listUseAlerts(now(), input)),
      list: os.usage.list.handler(({ input }) => listUsagePage(db, input)),
      sums: os.usage.sums.handler(({ input }) => sumUsage(db, input)),
      record: os.usage.record.handler(write((input) => recordUsage(parts, input))),
      import: os.usage.import.handler(write((input) => importUsage(parts, input.text))),
    },
    hours: {
      list: os.hours.list.handler(({ input }) => listBalances(now(), input)),
      packs: os.hours.packs.handler(({ input }) => listPackRows(now(), input)),
      get: os.hours.get.handler(({ input }) => showHours(now(), input)),
      log: os.hours.log.handler(
        write(({ minutes, note, ...ask }) => {
          const { content, ...fact } = recordHoursFact(parts, { ...ask, kind: 'hours', content: { minutes, note } })
          return { ...fact, ...content }
        }),
      ),
      import: os.hours.import.handler(
        write(({ entries }) => {
          const asks = entries.map(({ minutes, note, ...ask }) => ({ ...ask, content: { minutes, note } }))
          return importHours(parts, asks)
        }),
      ),
      addPack: os.hours.addPack.handler(({ input: { minutes, expiresAt, ref, ...ask } }) => {
        mustWrite()
        const { content, ...fact } = recordHoursFact(parts, { ...ask, key: ref, kind: 'pack', content: { minutes, expiresAt } })
        return { ...fact, ref: fact.key, ...content }
      }),
      settle: os.hours.settle.handler(({ input: { minutes, as, note, ...ask } }) => {
        mustWrite()
        const { content, ...fact } = recordHoursFact(parts, { ...ask, kind: 'settlement', content: { minutes, as, note } })
        return { ...fact, ...content }
      }),
    },
    plans: {
      check: os.plans.check.handler(({ input }) => checkPlanChange(now(), input)),
      preflight: os.plans.preflight.handler(({ input }) => preflight(now(), input)),
      overage: os.plans.overage.handler(({ input }) => listPlanOverage(now(), input)),
      compare: os.plans.compare.handler(({ input }) => showComparison(now(), input)),
    },
    payments: {
      list: os.payments.list.handler(({ input }) => listPaymentPage(db, input)),
      count: os.payments.count.handler(({ input }) => countPaymentRows(db, input)),
      candidates: os.payments.candidates.handler(({ input }) => showUnmatched(db, input)),
      assign: os.payments.assign.handler(write((input) => assignPayment(parts, input))),
      unassign: os.payments.unassign.handler(write((input) => unassignPayment(parts, input))),
      expect: os.payments.expect.handler(write((input) => expectPayment(parts, input))),
      withdraw: os.payments.withdraw.handler(write((input) => withdrawExpected(parts, input))),
      importStatement: os.payments.importStatement.handler(async ({ input }) => {
        if (!input.isPreview) mustWrite()
        return importStatement(parts, input)
      }),
    },
    actions: {
      offers: os.actions.offers.handler(({ input }) => listOffers(acting, input)),
      proposals: os.actions.proposals.handler(({ input }) => listProposals(acting, input)),
      preview: os.actions.preview.handler(({ input }) => previewAction(acting, input)),
      queue: os.actions.queue.handler(write((input) => queueAction(acting, input))),
      list: os.actions.list.handler(({ input }) => listActionPage(acting, input)),
      count: os.actions.count.handler(() => countActionRows(acting)),
      get: os.actions.get.handler(({ input }) => showAction(acting, input)),
      approve: os.actions.approve.handler(write((input) => approveAction(acting, input))),
      send: os.actions.send.handler(write((input) => sendNow(acting, input))),
      cancel: os.actions.cancel.handler(write((input) => cancelAction(acting, input))),
      settle: os.actions.settle.handler(write((input) => settleAction(acting, input))),
      link: os.actions.link.handler(({ input }) => findActionLink(acting, input)),
      caps: os.actions.caps.handler(() => readActionCaps(db)),
      setCaps: os.actions.setCaps.handler(write((input) => changeCaps(acting, input))),
      permissions: os.actions.permissions.handler(() => listPermissions(acting)),
    },
    audit: { list: os.audit.list.handler(({ input }) => listAuditPage(db, input)) },
    events: {
      list: os.events.list.handler(({ input }) => listEventPage(db, input)),
      count: os.events.count.handler(({ input }) => countEventRows(db, input)),
      choices: os.events.choices.handler(() => listEventChoices(db)),
    },
    sync: {
      health: os.sync.health.handler(() => ({
        asOf: ports.clock.now(),
        connections: listHealth(db, sync.freshAsOf),
        running: sync.progress(),
        pollMs: parts.pollMs,
        schedule: parts.describeSchedule(),
      })),
      runs: os.sync.runs.handler(({ input }) => listRunPage(db, input)),
      failures: os.sync.failures.handler(({ input }) => listFailurePage(db, input)),
      drift: os.sync.drift.handler(({ input }) => ({ items: listDrift(db, input.limit), counts: countDrift(db) })),
      start: os.sync.start.handler(({ input: { company, provider, isFull } }) => {
        mustWrite()
        if (company === undefined) return sync.start({ provider, isFull, isAsked: true })
        const identity = getCompanyIdentity(db, company)
        const links = listCompanyLinks(db, identity.companyId)
        return sync.syncCompany({ provider, company: identity.company, links })
      }),
      cancel: os.sync.cancel.handler(() => ({ wasRunning: sync.cancel() })),
    },
    connections: {
      register: os.connections.register.handler(async ({ input }) => {
        mustWrite()
        const { isNew, connection } = await parts.register(input)
        return { isNew, connection: toHealth(db, connection, sync.freshAsOf(connection.accountId)) }
      }),
      connect: os.connections.connect.handler(async ({ input }) => {
        mustWrite()
        const { provider, secret, settings } = input
        const ask = { provider, secret: { kind: 'text' as const, text: secret }, baseUrl: null, ...(settings === null ? {} : { settings }) }
        return toHealth(db, await parts.connect(ask), null)
      }),
    },
    catalogs: {
      list: os.catalogs.list.handler(() => ({ items: listCatalogs(db) })),
      show: os.catalogs.show.handler(({ input }) => showCatalog(db, input.product)),
      check: os.catalogs.check.handler(({ input }) => {
        const read = readCatalogText(input.text)
        return read.ok ? { faults: [], content: read.content as never } : { faults: read.faults, content: null }
      }),
      import: os.catalogs.import.handler(write((input) => importCatalogText(parts, input.text))),
    },
    changes: {
      watch: os.changes.watch.handler(({ signal }) => watchChanges(topics.listen(signal))),
    },
  })
}

function isStream(output: unknown): output is AsyncIteratorObject<unknown, unknown, void> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output
}
