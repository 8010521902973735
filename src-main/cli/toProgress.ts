import type { CopyProgress } from '../../src-shared/contract/backups.ts'

/** How far a copy is: `copying 42 %`. */
export function toProgress({ step, done, total }: CopyProgress): string {
  return total > 1 ? `${step} ${Math.floor((done / total) * 100)} %` : step
}
