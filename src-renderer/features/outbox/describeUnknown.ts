import type { ActionItem } from '../../../src-shared/contract/actions.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'

/** What an answer that never came keeps from going on, and what may still tell of it. */
export function describeUnknown({ kind, provider }: Pick<ActionItem, 'kind' | 'provider'>): { blocks: string[]; settles: string[] } {
  if (kind === 'payment.push')
    return {
      blocks: ['No other push to this phone for the same purpose.', 'Nothing is granted, and nothing is taken.'],
      settles: [
        'M-Pesa’s answer to the next question.',
        'The pull of its transactions.',
        'A statement that shows the receipt, or does not.',
        'Somebody who asked the customer.',
      ],
    }
  const whose = provider === null ? 'The provider' : PROVIDER_TITLES[provider]
  return {
    blocks: ['Nothing else is sent for the same subscription or payment.', 'What was decided stays as it is: neither done nor undone.'],
    settles: [
      `${whose} is looked through for what this action would have made.`,
      'A sync that shows it done.',
      'Somebody who looked it up there.',
    ],
  }
}
