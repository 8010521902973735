import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import styles from './companies.module.css'

export function NoMatch({ search, onClear }: { search: string; onClear: () => void }) {
  return (
    <EmptyState icon="search" title="No company matches" actions={<Button onPress={onClear}>Clear search</Button>}>
      <p>
        Nothing begins with{' '}
        <bdi className={styles.sought} dir="auto" title={search}>
          {search.trim()}
        </bdi>
        . Names, e-mails, phones and provider ids are searched, each word by its beginning.
      </p>
    </EmptyState>
  )
}
