import type { ActionTarget } from '../../../src-shared/contract/actions.ts'
import type { ActionKind } from '../../../src-shared/model/action.ts'
import { PROVIDER_TITLES, type ProviderName } from '../../../src-shared/model/provider.ts'
import type { Wish } from '../../../src-shared/model/wish.ts'
import type { Engine } from '../../engine/createEngine.ts'
import { wrongUse } from '../readOptions.ts'

type TargetKind = Exclude<ActionTarget['kind'], 'company'>

interface Named {
  provider: ProviderName | undefined
  ref: string | undefined
}

/** Finds what is meant where only a part of it was typed. */
export interface ActionFinder {
  /** What an action is done to: what was named, else the only one there is. */
  find(kind: TargetKind, named: Named): Promise<{ provider: ProviderName; ref: string }>
  /** Who asks phones to pay. */
  findPusher(): Promise<ProviderName>
  /** In which currency a payment was made. */
  findCurrency(payment: string): Promise<string>
}

const OPTION: Readonly<Record<TargetKind, string>> = {
  subscription: '--subscription REF',
  customer: '--customer REF',
  invoice: '--invoice REF',
  payment: '--payment REF',
}

/** By what a company has, as the console offers it. */
export function createActionFinder({ client }: Engine, company: string, kind: ActionKind): ActionFinder {
  const listTargets = async (of: TargetKind | 'company') =>
    (await client.actions.offers({ company })).targets.filter((each) => each.kind === of)

  async function findPaid(payment: string) {
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof client.payments.list>> = await client.payments.list({ company, limit: 1_000, cursor })
      const found = page.items.find(({ ref }) => ref === payment)
      if (found) return found
      cursor = page.next
    } while (cursor !== null)
    return null
  }

  return {
    async find(of, { provider, ref }) {
      if (provider !== undefined && ref !== undefined) return { provider, ref }
      const targets = (await listTargets(of)).filter((each) => provider === undefined || each.provider === provider)
      const fitting = ref === undefined ? chooseOffered(targets, kind) : targets.filter((each) => each.ref === ref)
      const paid = fitting.length === 0 && of === 'payment' && ref !== undefined ? await findPaid(ref) : null
      const choices = paid ? [paid] : fitting
      const [first, ...others] = choices
      if (first?.provider == null || first.ref === null) throw refuseNone(of, { provider, ref })
      if (others.length > 0) throw refuseMany(of, fitting, ref)
      return { provider: first.provider, ref: first.ref }
    },
    async findPusher() {
      const [target] = await listTargets('company')
      return target?.provider ?? 'mpesa'
    },
    async findCurrency(payment) {
      const found = await findPaid(payment)
      if (found) return found.currency
      throw wrongUse(`The company has no payment ${payment.slice(0, 100)} that tells the amount’s currency.`, 'Name it: --currency USD.')
    },
  }
}

/** By what an action was decided with, so that the same line means the same again, whatever has become of the company meanwhile. */
export function recallActionFinder(wish: Wish, finder: ActionFinder): ActionFinder {
  const values: Partial<Record<string, unknown>> = { ...wish }
  return {
    ...finder,
    async find(of, named) {
      const provider = named.provider ?? ('provider' in wish ? wish.provider : undefined)
      const known = values[of]
      const ref = named.ref ?? (typeof known === 'string' ? known : undefined)
      return finder.find(of, { provider, ref })
    },
  }
}

/** Of several, those that this can be done to; where it can be done to none, all: then the answer says why. */
function chooseOffered(targets: readonly ActionTarget[], kind: ActionKind): readonly ActionTarget[] {
  const offered = targets.filter(({ offers }) => offers.some((each) => each.kind === kind && each.obstacle === null))
  return offered.length > 0 ? offered : targets
}

function refuseNone(of: TargetKind, { provider, ref }: Named) {
  const at = provider === undefined ? '' : ` at ${PROVIDER_TITLES[provider]}`
  return ref === undefined
    ? wrongUse(`The company has no ${of}${at} to do it to.`, `Name another: ${OPTION[of]}.`)
    : wrongUse(`The company has no ${of} ${ref.slice(0, 100)}${at} now.`, 'Name whose it is as well: --provider NAME.')
}

function refuseMany(of: TargetKind, targets: readonly ActionTarget[], ref: string | undefined) {
  const names = targets.map((each) => (ref === undefined ? `${each.ref ?? ''} (${each.label})` : (each.provider ?? '')))
  return wrongUse(
    `The company has more than one ${of}: ${names.join(', ')}.`,
    `Name one of them: ${ref === undefined ? OPTION[of] : '--provider NAME'}.`,
  )
}
