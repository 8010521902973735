import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { useEngine } from '../lib/engine.ts'
import type { FormPart } from './formPart.ts'
import { OfferField } from './OfferField.tsx'
import { TextField } from './TextField.tsx'

/** Which phone rings, and for what. */
export function PushFields(part: FormPart) {
  const { company, draft, faults, onChange } = part
  const { ask } = useEngine()
  const { data } = useQuery(ask.companies.get.queryOptions({ input: { company } }))
  const known = data?.phone ?? null
  // Proposed once it is known; whatever is typed stays.
  const propose = useEffectEvent((phone: string) => {
    if (draft.phone === '') onChange({ phone })
  })
  useEffect(() => {
    if (known !== null) propose(known)
  }, [known])
  const phones = [...new Set([data?.phone, ...(data?.phones ?? [])])].filter((phone) => typeof phone === 'string')
  return (
    <>
      <TextField
        label="Phone"
        help={phones.length > 0 ? 'On file, or another' : 'Such as 254712345678'}
        isFirst
        known={phones}
        value={draft.phone}
        fault={faults.phone}
        onChange={(phone) => onChange({ phone })}
      />
      <OfferField {...part} />
    </>
  )
}
