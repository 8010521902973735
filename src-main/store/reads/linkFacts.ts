import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { AssignedOffer, LinkFact, LinkKind } from '../../domain/links/linkFact.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

/** What a word of staff is about. */
export type Linked = Pick<LinkFact, 'kind' | 'provider' | 'account' | 'ref'>

type Row = [
  kind: LinkKind,
  provider: ProviderName | '',
  account: string,
  ref: string,
  company: string | null,
  offer: string | null,
  ...Told,
]
type Told = [at: LinkFact['at'], source: string, reason: string]

const FIELDS = 'kind, provider, account, ref, company, offer, at, source, reason'

const hasAny = prepareOnce(({ sqlite }: ReadDb) => sqlite.prepare('select exists (select 1 from link_fact)').pluck())

const findNewest = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(`select ${FIELDS} from link_fact where kind = ? and ref = ? and provider = ? and account = ? order by id desc limit 1`)
    .raw(),
)

const listByCompany = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(`select ${FIELDS} from link_fact where company = ? and kind = ? order by id`).raw(),
)

/** Whether staff said anything at all: most workspaces hold no word, and their customers are derived without looking for one. */
export function hasLinkFacts(db: ReadDb): boolean {
  return hasAny(db).get() === 1
}

/** The newest word about something; null where there is none. One that takes an earlier one back is a word. */
export function findLinkFact(db: ReadDb, { kind, provider, account, ref }: Linked): LinkFact | null {
  const row = findNewest(db).get(kind, ref, provider, account) as Row | undefined
  return row ? toLinkFact(row) : null
}

/** What is a company's by the newest word about it. */
export function listLinkedTo(db: ReadDb, company: string, kind: LinkKind): LinkFact[] {
  const said = (listByCompany(db).all(company, kind) as Row[]).map(toLinkFact)
  const newest = new Map(said.map((fact) => [`${fact.provider} ${fact.account} ${fact.ref}`, fact]))
  return [...newest.values()].filter((fact) => findLinkFact(db, fact)?.company === company)
}

function toLinkFact([kind, provider, account, ref, company, offer, at, source, reason]: Row): LinkFact {
  const said = offer === null ? null : (JSON.parse(offer) as AssignedOffer)
  return { kind, provider, account, ref, company, offer: said, at, source, reason }
}
