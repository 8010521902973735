/** Every refusal that a person can be shown. Each has a sentence for what happened and one for what to do. */
export type AppErrorCode =
  | 'usage'
  | 'runtime-too-old'
  | 'workspace-missing'
  | 'workspace-exists'
  | 'workspace-in-use'
  | 'workspace-read-only'
  | 'workspace-corrupt'
  | 'workspace-from-future'
  | 'workspace-unreadable'
  | 'disk-full'
  | 'catalog-faulty'
  | 'catalog-unreadable'
  | 'product-missing'
  | 'plan-missing'
  | 'metric-missing'
  | 'company-missing'
  | 'company-ambiguous'
  | 'cursor-unreadable'
  | 'file-unreadable'
  | 'file-exists'
  | 'backup-missing'
  | 'backup-running'
  | 'backup-stopped'
  | 'key-taken'
  | 'provider-unknown'
  | 'not-connected'
  | 'base-url-refused'
  | 'key-unreadable'
  | 'key-not-kept'
  | 'key-wrong-kind'
  | 'key-wrong-mode'
  | 'key-refused'
  | 'account-differs'
  | 'provider-unreachable'
  | 'provider-refused'
  | 'provider-unreadable'
  | 'action-missing'
  | 'action-refused'
  | 'action-stale'
  | 'sync-running'
  | 'sync-failed'
  | 'serve-failed'
  | 'internal'

/**
 * A refusal that a person can act on: what happened (`message`) and what to do (`hint`).
 *
 * Anything else that is thrown is a broken promise of ours and leaves the engine as `internal`.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: AppErrorCode
  readonly hint: string

  constructor(code: AppErrorCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.hint = hint
  }
}
