import { useRef, useState } from 'react'
import { type Mode, PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import forms from '../../records/form.module.css'
import { RecordDialog } from '../../records/RecordDialog.tsx'
import { describeSeal } from './describeSeal.ts'
import { KEY_WORDS } from './providerKeys.ts'
import { SecretField } from './SecretField.tsx'
import { CHECKING, useConnecting } from './useConnecting.ts'

interface ConnectByKeyProps {
  provider: keyof typeof KEY_WORDS
  isReplacing: boolean
  mode: Mode | null
  obstacle: string | null
  onClose: () => void
}

/** Connects a provider that has one key. */
export function ConnectByKey({ provider, isReplacing, mode, obstacle, onClose }: ConnectByKeyProps) {
  const title = PROVIDER_TITLES[provider]
  const words = KEY_WORDS[provider]
  const key = useRef<HTMLInputElement>(null)
  const [isEmpty, setEmpty] = useState(false)
  const { connect, isChecking, error } = useConnecting()

  async function submit(): Promise<boolean> {
    const secret = key.current?.value.trim() ?? ''
    setEmpty(secret === '')
    if (secret === '' || !(await connect({ provider, secret }))) return false
    if (key.current) key.current.value = ''
    return true
  }

  return (
    <RecordDialog
      icon="lock"
      title={isReplacing ? `Replace the ${title} key` : `Connect ${title}`}
      consequence={words.consequence}
      action={isReplacing ? 'Replace the key' : 'Connect'}
      isBusy={isChecking}
      busy={CHECKING}
      obstacle={obstacle}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className={forms.wide}>
        <SecretField
          label={words.label}
          isFirst
          input={key}
          placeholder={words.placeholder[mode ?? 'test']}
          fault={isEmpty ? `There is no key yet. ${words.where}` : null}
          help={describeSeal(title, mode)}
        />
      </div>
    </RecordDialog>
  )
}
