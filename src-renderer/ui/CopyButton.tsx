import { useEffect, useState } from 'react'
import styles from './CopyButton.module.css'
import { Icon } from './Icon.tsx'

const SHOWN_MS = 1500

/** @param what is copied, as its label says it: `Copy e-mail` */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [word, setWord] = useState<'' | 'Copied' | 'Not copied'>('')
  useEffect(() => {
    if (word === '') return
    const timer = setTimeout(() => setWord(''), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [word])

  function copy() {
    navigator.clipboard.writeText(text).then(
      () => setWord('Copied'),
      () => setWord('Not copied'),
    )
  }

  return (
    <span className={styles.copy}>
      <button type="button" className={styles.button} aria-label={`Copy ${what}`} title={`Copy ${what}`} onClick={copy}>
        <Icon name={word === 'Copied' ? 'check' : 'copy'} size={12} />
      </button>
      <span className={styles.word} aria-live="polite">
        {word}
      </span>
    </span>
  )
}
