import { useMutation } from '@tanstack/react-query'
import type { Company } from '../../../src-shared/contract/companies.ts'
import { PROVIDER_TITLES, type ProviderName } from '../../../src-shared/model/provider.ts'
import { useEngine } from '../../lib/engine.ts'
import { useOfferUndo } from '../../lib/useOfferUndo.ts'

type ClaimKind = 'phone' | 'reference'

/** Says what is a company’s, and takes it back; all of it can be undone. */
export function useLinking(company: { id: string; name: string }) {
  const { client } = useEngine()
  const offerUndo = useOfferUndo()

  const claim = useMutation({
    mutationFn: async ({ kind, value, isTakenBack }: { kind: ClaimKind; value: string; isTakenBack: boolean }) => {
      const say = (text: string, owner: string | null) => client.companies.claim({ kind, value: text, company: owner })
      const answer = await say(value, isTakenBack ? null : company.id)
      const payments = kind === 'phone' ? 'What is paid from it' : 'What is paid with it'
      offerUndo({
        title: isTakenBack ? `${answer.value} is no longer ${company.name}’s` : `${answer.value} is ${company.name}’s`,
        text: isTakenBack ? `${payments} is no longer taken for theirs.` : `${payments} is theirs, what came before included.`,
        undo: () => say(answer.value, isTakenBack ? company.id : null),
      })
    },
  })

  const takeOut = useMutation({
    mutationFn: async ({ provider, ref }: { provider: ProviderName; ref: string }) => {
      await client.companies.link({ provider, ref, company: null })
      offerUndo({
        title: `${ref} was taken out`,
        text: `The customer at ${PROVIDER_TITLES[provider]} is a company of its own again.`,
        undo: () => client.companies.link({ provider, ref, company: company.id }),
      })
    },
  })

  const merge = useMutation({
    mutationFn: async ({ other, reason }: { other: Company; reason: string }) => {
      await client.companies.merge({ company: other.id, into: company.id, reason })
      offerUndo({
        title: `${other.name} is part of ${company.name} now`,
        text: 'Its customers came along, with all that they paid.',
        undo: () => takeApart(other),
      })
    },
  })

  /** Gives a company back the customers that it had: its own first, since without that one it is not there. */
  async function takeApart({ id, links }: Company) {
    const strays: Company['links'] = []
    for (const link of links) {
      const { provider, ref } = link
      const now = await client.companies.link({ provider, ref, company: null })
      if (now.id !== id) strays.push(link)
    }
    for (const { provider, ref } of strays) await client.companies.link({ provider, ref, company: id })
  }

  return { claim, takeOut, merge }
}
