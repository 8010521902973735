import { Button } from '../../ui/Button.tsx'
import type { SandboxCommand, SandboxDesk } from './useSandboxDesk.ts'

interface CommandButtonProps {
  children: string
  desk: SandboxDesk
  /** Null as long as something that it needs is missing; then `missing` says what. */
  command: SandboxCommand | null
  missing?: string
  look?: 'plain' | 'ghost'
}

/** Makes something happen, and is busy until it has. */
export function CommandButton({ children, desk, command, missing, look = 'plain' }: CommandButtonProps) {
  const isBusy = command !== null && isUnderWay(desk, command)
  return (
    <Button
      isSmall
      look={look}
      isBusy={isBusy}
      obstacle={command === null ? missing : findObstacle(desk, command)}
      onPress={() => command && desk.run(command)}
    >
      {isBusy ? `${children}…` : children}
    </Button>
  )
}

export function isUnderWay({ busy }: SandboxDesk, { kind, name }: Pick<SandboxCommand, 'kind' | 'name'>): boolean {
  return busy[kind]?.name === name
}

/** Why a command cannot be given now; null where it can. */
export function findObstacle(desk: SandboxDesk, command: Pick<SandboxCommand, 'kind' | 'name'>): string | null {
  if (desk.busy[command.kind] === null) return null
  return isUnderWay(desk, command) ? 'This is under way' : 'Something else is under way'
}
