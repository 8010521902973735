import type { BilledFact, BilledFactOf } from '../companyFacts.ts'
import { compareText } from '../usage/usageRecord.ts'
import type { BilledKind } from './billedObject.ts'

/** All objects of one kind, each once, oldest first. */
export function takeKind<Kind extends BilledKind>(billed: readonly BilledFact[], kind: Kind): BilledFactOf<Kind>[] {
  const byRef = new Map<string, BilledFactOf<Kind>>()
  for (const fact of billed) if (fact.kind === kind) byRef.set(`${fact.provider} ${fact.account} ${fact.ref}`, fact as BilledFactOf<Kind>)
  return [...byRef.values()].sort((a, b) => a.createdAt - b.createdAt || compareText(a.ref, b.ref))
}
