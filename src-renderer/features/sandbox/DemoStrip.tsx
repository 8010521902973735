import { useQuery } from '@tanstack/react-query'
import { useStore } from 'zustand'
import type { SandboxState } from '../../../src-shared/contract/sandbox.ts'
import { useEngine } from '../../lib/engine.ts'
import { useSandbox } from '../../lib/useSandbox.ts'
import { Button } from '../../ui/Button.tsx'
import { formatSpan } from '../../ui/formatSpan.ts'
import { Strip } from '../../ui/Strip.tsx'
import type { SandboxViewStore } from './createSandboxView.ts'

/** Says that nothing here is real, and opens what makes things happen. */
export function DemoStrip({ view }: { view: SandboxViewStore }) {
  const { isStripShown } = useStore(view)
  const { state } = useSandbox()
  return state && isStripShown ? <ShownStrip state={state} view={view} /> : null
}

function ShownStrip({ state, view }: { state: SandboxState; view: SandboxViewStore }) {
  const { isOpen, toggle, hideStrip } = useStore(view)
  const { ask } = useEngine()
  const count = useQuery(ask.companies.count.queryOptions({ input: { search: '' } })).data
  return (
    <Strip
      icon="flask"
      title="You are in the demo."
      actions={
        <>
          <Button look="ghost" isSmall label="Close this strip" onPress={hideStrip}>
            Close
          </Button>
          <Button isSmall shortcut="G X" isOpen={isOpen} onPress={toggle}>
            Sandbox
          </Button>
        </>
      }
    >
      {[`${describeCompanies(count)} and an embedded sandbox; no key, and nothing leaves this computer.`, ...describeMoves(state)].join(
        ' ',
      )}
    </Strip>
  )
}

/** Before the mirror has any, their number is nothing to tell. */
function describeCompanies(count: { total: number; isAtLeast: boolean } | undefined): string {
  if (!count || count.total === 0) return 'Invented companies'
  if (count.total === 1) return '1 invented company'
  return `${count.total.toLocaleString('en')}${count.isAtLeast ? '+' : ''} invented companies`
}

function describeMoves({ aheadMs, faults }: SandboxState): string[] {
  const on = faults.filter(({ isOn }) => isOn).length
  return [
    ...(aheadMs > 0 ? [`Its clock is ${formatSpan(aheadMs)} ahead.`] : []),
    ...(on > 0 ? [on === 1 ? '1 fault is switched on.' : `${on} faults are switched on.`] : []),
  ]
}
