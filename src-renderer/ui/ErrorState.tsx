import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'

/** What happened, what was kept or is to be done, and the way to try once more. */
export function ErrorState({ title, hint, onRetry }: { title: string; hint: string; onRetry: () => void }) {
  return (
    <Notice
      icon="failed"
      tone="bad"
      title={title}
      actions={
        <Button icon="sync" onPress={onRetry}>
          Retry
        </Button>
      }
    >
      <p>{hint}</p>
    </Notice>
  )
}
