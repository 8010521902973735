import type { Topic } from '../../src-shared/contract/changes.ts'

/** Says that it listens, and then what changed, for as long as it is asked. */
export async function* watchChanges(changes: AsyncGenerator<readonly Topic[]>) {
  yield { kind: 'ready' as const }
  for await (const topics of changes) yield { kind: 'changed' as const, topics: [...topics] }
}
