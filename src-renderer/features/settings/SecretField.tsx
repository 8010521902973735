import type { ReactNode, RefObject } from 'react'
import { Field } from '../../records/Field.tsx'

interface SecretFieldProps {
  label: string
  help?: ReactNode
  fault: string | null
  isFirst?: boolean
  placeholder?: string
  /** It stays in its input: no state, cache or storage of the page ever holds it. */
  input: RefObject<HTMLInputElement | null>
}

/** A part of a key, never shown as it is typed. */
export function SecretField({ label, help, fault, isFirst = false, placeholder, input }: SecretFieldProps) {
  return (
    <Field label={label} help={help} fault={fault} isFirst={isFirst}>
      {(names) => <input {...names} ref={input} type="password" autoComplete="off" spellCheck={false} placeholder={placeholder} />}
    </Field>
  )
}
