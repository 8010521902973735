import type { Company, CompanyRow } from '../../../src-shared/contract/companies.ts'
import { Age } from '../../ui/Age.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { InspectorSection } from '../../ui/Inspector.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import { EndStatus } from './EndStatus.tsx'

interface CompanyFactsProps {
  company: CompanyRow
  /** Empty until the details are there. */
  customers: Company['customers']
}

export function CompanyFacts({ company, customers }: CompanyFactsProps) {
  const { id, email, phone, since, endedAt } = company
  const oldest = customers.map(({ fetchedAt }) => fetchedAt).sort((a, b) => a - b)[0]
  return (
    <InspectorSection>
      <KeyValues
        items={[
          { name: 'E-mail', value: <Copied text={email} what="e-mail" /> },
          { name: 'Phone', value: <Copied text={phone} what="phone" /> },
          { name: 'Customer since', value: since === null ? <Truncated text={null} /> : <InstantText at={since} look="since" /> },
          ...(endedAt === null ? [] : [{ name: 'Status', value: <EndStatus company={company} /> }]),
          { name: 'Our id', value: <Copied text={id} what="our id" look="id" /> },
          ...(oldest === undefined ? [] : [{ name: 'State', value: <Age at={oldest} look="as-of" /> }]),
        ]}
      />
    </InspectorSection>
  )
}

function Copied({ text, what, look }: { text: string | null; what: string; look?: 'id' }) {
  return (
    <>
      <Truncated text={text} {...(look && { look })} />
      {text && <CopyButton text={text} what={what} />}
    </>
  )
}
