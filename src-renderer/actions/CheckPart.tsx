import type { ActionPreview } from '../../src-shared/contract/actions.ts'
import { assertNever } from '../../src-shared/model/assert.ts'
import type { Names } from '../lib/useNames.ts'
import { Icon } from '../ui/Icon.tsx'
import { InstantText } from '../ui/InstantText.tsx'
import type { IconName } from '../ui/iconShapes.tsx'
import type { Tone } from '../ui/tone.ts'
import { ExceedsTable } from './ExceedsTable.tsx'
import styles from './evidence.module.css'
import { Steps } from './Steps.tsx'

type Check = NonNullable<ActionPreview['check']>

interface CheckPartProps {
  check: Check
  /** Of the plan that is moved to. */
  product: string | null
  plan: string
  names: Names
}

/** What the check of a change of plan says, and its evidence. */
export function CheckPart({ check, product, plan, names }: CheckPartProps) {
  const { icon, tone, words } = describeCheck(check.verdict, plan)
  return (
    <>
      <p className={styles.hint} data-tone={tone}>
        <Icon name={icon} />
        <span>
          {words}
          {check.possibleAt !== null && (
            <>
              {' '}
              Possible from <InstantText at={check.possibleAt} look="moment" />.
            </>
          )}
        </span>
      </p>
      <ExceedsTable product={product ?? ''} plan={plan} exceeds={check.exceeds} names={names} />
      <Steps title={`Before ${plan} is possible`} steps={check.steps} />
    </>
  )
}

function describeCheck(verdict: Check['verdict'], plan: string): { icon: IconName; tone: Tone; words: string } {
  switch (verdict) {
    case 'blocked':
      return { icon: 'atLimit', tone: 'bad', words: `${plan} is too small.` }
    case 'unknown':
      return { icon: 'unknown', tone: 'watch', words: `Whether ${plan} is large enough is not known: usage was not told, or too long ago.` }
    case 'period-end':
      return { icon: 'calendar', tone: 'watch', words: `${plan} fits once what is over is reset.` }
    case 'warning':
      return { icon: 'warn', tone: 'watch', words: `${plan} is large enough; something is lost.` }
    case 'ok':
      return { icon: 'check', tone: 'ok', words: `${plan} is large enough.` }
    default:
      return assertNever(verdict)
  }
}
