import { EmptyState } from '../ui/EmptyState.tsx'
import { Logo } from '../ui/Logo.tsx'
import styles from './app.module.css'

export function SignedOutPage() {
  return (
    <main className={styles.signedOut}>
      <div className={styles.signedOutSheet}>
        <h1 className={styles.brand}>
          <Logo className={styles.logo} />
          Tierdesk
        </h1>
        <EmptyState icon="lock" title="This tab is not signed in.">
          <p>
            Open the address that <code>tierdesk serve</code> printed; each code works once.
          </p>
          <p>After each use it prints the next one.</p>
        </EmptyState>
      </div>
    </main>
  )
}
