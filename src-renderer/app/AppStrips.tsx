import { useQuery } from '@tanstack/react-query'
import type { WorkspaceDescription } from '../../src-shared/contract/workspace.ts'
import type { ConnectionState } from '../../src-shared/model/connectionState.ts'
import { toInstant } from '../../src-shared/model/instant.ts'
import { PROVIDER_TITLES } from '../../src-shared/model/provider.ts'
import type { EngineWay } from '../lib/createReconnectingLink.ts'
import { useEngine } from '../lib/engine.ts'
import { usePlace } from '../lib/place.ts'
import { useAheadMs } from '../lib/useAheadMs.ts'
import { useHealth } from '../lib/useHealth.ts'
import type { SyncControl } from '../lib/useSyncControl.ts'
import { Button } from '../ui/Button.tsx'
import { formatCount } from '../ui/formatCount.ts'
import { InstantText } from '../ui/InstantText.tsx'
import { SentenceText } from '../ui/SentenceText.tsx'
import { Strip } from '../ui/Strip.tsx'

interface AppStripsProps {
  way: EngineWay
  workspace: WorkspaceDescription | null
  sync: SyncControl
  /** Null on the screen that says it already. */
  onSettings: (() => void) | null
}

const STATE_SENTENCES: Record<ConnectionState, (provider: string) => string> = {
  'never-synced': (provider) => `${provider} was never synced.`,
  'in-step': (provider) => `${provider} is in step.`,
  partial: (provider) => `${provider} is synced in part.`,
  unreachable: (provider) => `${provider} does not answer.`,
  refused: (provider) => `Nothing new from ${provider}.`,
  failing: (provider) => `Syncing ${provider} fails.`,
}

/** What holds for the whole page, from the gravest down. */
export function AppStrips({ way, workspace, sync, onSettings }: AppStripsProps) {
  const connections = useHealth().data?.connections ?? []
  const { at, amend, go } = usePlace()
  // The link tells by the clock on the wall since when it is gone, and the page by the engine's.
  const aheadMs = useAheadMs()
  const { result } = sync
  const waiting = useQuery(useEngine().ask.actions.count.queryOptions({ input: {} })).data?.queued ?? 0
  const unreachable = connections.find(({ state }) => state === 'unreachable')
  // What a sync could not do stands with its connection already.
  const isToldAbove = onSettings !== null && connections.some(({ problems }) => problems.length > 0)
  return (
    <>
      {way.kind === 'lost' && (
        <Strip icon="offline" title="The engine is not answering.">
          What you see is as of <InstantText at={toInstant(way.sinceMs + aheadMs)} look="clock" />; trying again.
        </Strip>
      )}
      {at !== null && (
        <Strip
          icon="calendar"
          title="You see the past."
          actions={
            <Button isSmall look="ghost" onPress={() => amend({ at: null })}>
              Back to now
            </Button>
          }
        >
          Everything is as of <InstantText at={at} look="clock" />, by all that is known now.
        </Strip>
      )}
      {workspace?.trouble && (
        <Strip
          icon="warn"
          tone={workspace.trouble.code === 'workspace-read-only' ? 'watch' : 'bad'}
          title={workspace.canWrite ? 'Nothing new is kept.' : 'Open to look only.'}
        >
          {workspace.trouble.message} {workspace.trouble.hint}
        </Strip>
      )}
      {workspace?.canWrite === false && !workspace.trouble && (
        <Strip icon="lock" title="Read only.">
          Another Tierdesk holds this workspace. What it stores shows here; syncing and connecting are done there.
        </Strip>
      )}
      {onSettings &&
        connections
          .filter(({ problems }) => problems.length > 0)
          .map(({ provider, account, state, problems, lastSuccessAt }) => (
            <Strip
              key={`${provider} ${account}`}
              icon="warn"
              tone={state === 'refused' || state === 'failing' ? 'bad' : 'watch'}
              title={STATE_SENTENCES[state](PROVIDER_TITLES[provider])}
              actions={
                <>
                  {waiting > 0 && unreachable?.provider === provider && (
                    <Button look="ghost" isSmall onPress={() => go('outbox')}>
                      Outbox
                    </Button>
                  )}
                  <Button look="ghost" isSmall onPress={onSettings}>
                    Connections
                  </Button>
                </>
              }
            >
              <SentenceText text={problems.join(' ')} />
              {state === 'unreachable' && lastSuccessAt !== null && (
                <>
                  {' '}
                  What you see is as of <InstantText at={lastSuccessAt} look="clock" />.
                </>
              )}
              {waiting > 0 && unreachable?.provider === provider && ` ${describeWaiting(waiting)}`}
            </Strip>
          ))}
      {result && (result.kind === 'failed' || (result.kind === 'partial' && !isToldAbove)) && (
        <Strip
          icon={result.kind === 'failed' ? 'failed' : 'warn'}
          tone={result.kind === 'failed' ? 'bad' : 'watch'}
          title={`${result.title}.`.replace('..', '.')}
          actions={<Button look="ghost" isSmall icon="x" label="Dismiss" onPress={sync.dismiss} />}
        >
          {result.hint}
        </Strip>
      )}
    </>
  )
}

/** Said once, whatever number of providers is away. */
function describeWaiting(count: number): string {
  return count === 1 ? '1 action waits in the outbox.' : `${formatCount(count)} actions wait in the outbox.`
}
