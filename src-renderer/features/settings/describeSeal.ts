import type { Mode } from '../../../src-shared/model/provider.ts'

/** What becomes of a key. */
export function describeSeal(title: string, mode: Mode | null): string {
  const kept = `Checked with ${title}, then sealed; only its last four characters are shown again.`
  return mode === null ? kept : `${kept} This workspace is for ${mode} keys.`
}
