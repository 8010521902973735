import type { Company } from '../../../src-shared/contract/companies.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { Section } from '../../ui/Section.tsx'
import { Truncated } from '../../ui/Truncated.tsx'

/** How a company is reached, and by what it is known here. */
export function Details({ company }: { company: Company }) {
  const { id, email, phone, since, endedAt } = company
  return (
    <Section title="Details">
      <KeyValues
        items={[
          { name: 'E-mail', value: <Copied text={email} what="e-mail" /> },
          { name: 'Phone', value: <Copied text={phone} what="phone" /> },
          { name: 'Our id', value: <Copied text={id} what="our id" look="id" /> },
          { name: 'Since', value: since === null ? <Truncated text={null} /> : <InstantText at={since} look="since" /> },
          ...(endedAt === null ? [] : [{ name: 'Ended', value: <InstantText at={endedAt} look="since" /> }]),
        ]}
      />
    </Section>
  )
}

function Copied({ text, what, look }: { text: string | null; what: string; look?: 'id' }) {
  return (
    <>
      <Truncated text={text} {...(look ? { look } : {})} />
      {text && <CopyButton text={text} what={what} />}
    </>
  )
}
