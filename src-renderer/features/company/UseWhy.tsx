import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import type { UseOfMetric } from '../../../src-shared/contract/usage.ts'
import { UseAnswer } from './UseAnswer.tsx'
import { UseCounted } from './UseCounted.tsx'
import { UseRecords } from './UseRecords.tsx'
import { WhyPopover } from './WhyPopover.tsx'

interface UseWhyProps {
  company: CompanyRow
  product: string
  /** What the metric is called. */
  name: string
  use: UseOfMetric
}

/** Why a use, its limit and its projection are what they are: how it is counted, and the newest records that it is counted from. */
export function UseWhy({ company, product, name, use }: UseWhyProps) {
  const plan = company.subscriptions.find((each) => each.product === product)?.plan ?? null
  const answer = <UseAnswer company={company.name} product={product} plan={plan} name={name} use={use} />
  return (
    <WhyPopover question={`Why these ${name}`} answer={() => answer}>
      {() => (
        <>
          <UseCounted use={use} />
          <UseRecords company={company.id} product={product} use={use} />
        </>
      )}
    </WhyPopover>
  )
}
