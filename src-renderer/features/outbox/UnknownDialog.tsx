import { useRef, useState } from 'react'
import type { ActionItem } from '../../../src-shared/contract/actions.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { ReasonField } from '../../actions/ReasonField.tsx'
import { describeError } from '../../lib/describeError.ts'
import { ImportStatementDialog } from '../../records/ImportStatementDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { describeUnknown } from './describeUnknown.ts'
import styles from './outbox.module.css'
import { useActionCommands } from './useActionCommands.ts'

/** What is known of an action whose answer never came, what settles it by itself, and the word of somebody who knows. */
export function UnknownDialog({ action, onClose }: { action: ActionItem; onClose: () => void }) {
  const place = useRef<HTMLDivElement>(null)
  const [reason, setReason] = useState('')
  const [isImporting, setImporting] = useState(false)
  const commands = useActionCommands(action.id)
  const { blocks, settles } = describeUnknown(action)
  const close = () => place.current?.closest('dialog')?.close()
  const obstacle = commands.obstacle ?? (reason.trim() === '' ? 'Write how you know it' : null)
  const fault = commands.error && describeError(commands.error)
  const whom = action.provider === null ? 'the provider' : PROVIDER_TITLES[action.provider]
  const sent = action.attempts === 1 ? 'once' : `${action.attempts} times`

  async function settle(as: 'happened' | 'not-happened') {
    try {
      await commands.settle(as, reason.trim())
      close()
    } catch {
      // The dialog shows what `commands.error` holds, and keeps what was typed.
      return
    }
  }

  return (
    <>
      <Dialog
        icon="unknown"
        tone="watch"
        title={`No answer from ${whom}: ${action.title}`}
        consequence={`${action.companyName}. It was sent ${sent} and will not be sent again by itself, because it may have been done.`}
        onClose={onClose}
        foot={
          <>
            <span className={styles.left} data-first>
              <Button shortcut="Esc" onPress={close}>
                Wait
              </Button>
            </span>
            {action.provider === 'mpesa' && (
              <Button obstacle={commands.obstacle} onPress={() => setImporting(true)}>
                Import statement…
              </Button>
            )}
            <Button obstacle={obstacle} onPress={() => void settle('not-happened')}>
              It did not happen
            </Button>
            <Button obstacle={obstacle} onPress={() => void settle('happened')}>
              It happened
            </Button>
          </>
        }
      >
        <div ref={place}>
          <div className={styles.parts}>
            <section>
              <h3>What we know</h3>
              <ul>
                <li>{action.standing}</li>
              </ul>
            </section>
            <section>
              <h3>Until it is settled</h3>
              <ul>
                {blocks.map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            </section>
            <section>
              <h3>What settles it</h3>
              <ul>
                {settles.map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            </section>
          </div>
          <ReasonField
            label="How you know it, kept in the audit log"
            help="Such as the receipt’s number, or who was asked"
            value={reason}
            onChange={setReason}
          />
          {fault && (
            <p role="alert" className={styles.fault}>
              {fault.title} {fault.hint}
            </p>
          )}
        </div>
      </Dialog>
      {isImporting && <ImportStatementDialog onClose={() => setImporting(false)} />}
    </>
  )
}
