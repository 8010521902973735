import { PROVIDER_TITLES, PROVIDERS } from '../../../src-shared/model/provider.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './why.module.css'

interface FactRefProps {
  /** Who said it: a provider, or staff; null where that is not told. */
  source: string | null
  type: string
  ref: string
  /** Where there is little room: what it is stands in its title alone. */
  isBrief?: boolean
}

/** The fact that something rests on: whose it is, what it is, and the id to look it up by. */
export function FactRef({ source, type, ref, isBrief = false }: FactRefProps) {
  const provider = PROVIDERS.find((each) => each === source)
  return (
    <span
      className={styles.fact}
      title={[provider ? PROVIDER_TITLES[provider] : source, type, ref].filter((each) => each !== null).join(' ')}
    >
      {provider ? <ProviderMark provider={provider} /> : source !== null && <span className={styles.type}>{source}</span>}
      {!isBrief && <span className={styles.type}>{type}</span>}
      <Truncated text={ref} look="id" />
      <CopyButton text={ref} what={`the ${type}’s id`} />
    </span>
  )
}
