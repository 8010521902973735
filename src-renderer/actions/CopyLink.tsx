import { useMutation } from '@tanstack/react-query'
import { describeError } from '../lib/describeError.ts'
import { useEngine } from '../lib/engine.ts'
import { Button } from '../ui/Button.tsx'
import styles from './dialog.module.css'

/** Copies the address that was made for the customer. It is asked for when it is wanted, and kept nowhere. */
export function CopyLink({ id }: { id: string }) {
  const { client } = useEngine()
  const copy = useMutation({
    mutationFn: async () => {
      const link = await client.actions.link({ id })
      if (link.url === null) return link.why ?? 'It is not to be had any more.'
      await navigator.clipboard.writeText(link.url)
      return 'The address is copied. It is kept nowhere here.'
    },
  })
  const fault = copy.error && describeError(copy.error)
  return (
    <span className={styles.copy}>
      <Button isSmall icon="copy" isBusy={copy.isPending} onPress={() => copy.mutate()}>
        Copy address
      </Button>
      <span role="status" className={styles.quiet}>
        {fault ? `${fault.title}. ${fault.hint}` : copy.data}
      </span>
    </span>
  )
}
