import type { ActionKind } from '../../../src-shared/model/action.ts'
import { AppError } from '../../../src-shared/model/appError.ts'
import { type Money, toDecimalText } from '../../../src-shared/model/money.ts'
import { PROVIDER_TITLES, type ProviderName } from '../../../src-shared/model/provider.ts'
import { movesMoney } from '../../domain/actions/actionCaps.ts'
import type { HostPorts } from '../../ports.ts'

interface Asked {
  kind: ActionKind
  title: string
  companyName: string
  amount: Money | null
  provider: ProviderName | null
}

/**
 * Asks whoever sits here about what moves money, by the system's own means and with the engine's own figures: a page cannot say yes.
 *
 * Throws an `AppError` where the answer is no. Where the host has no such means, nobody is asked.
 *
 * @param kept what is left as it was by a no: "Nothing was queued."
 */
export async function askByHost(
  { confirm }: HostPorts,
  { kind, title, companyName, amount, provider }: Asked,
  kept: string,
): Promise<void> {
  if (!confirm || !movesMoney(kind)) return
  const detail = [
    // A line of its own: a name with a break in it would make another.
    companyName.replace(/\s+/g, ' '),
    ...(amount ? [`${amount.currency} ${toDecimalText(amount)}`] : []),
    ...(provider ? [PROVIDER_TITLES[provider]] : []),
  ]
  if (await confirm({ title: `${title}?`, detail: detail.join('\n'), yes: 'Go on' })) return
  throw new AppError('action-refused', `It was not confirmed. ${kept}`, 'Decide anew if it is to be done.')
}
