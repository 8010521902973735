import { type ActionKind, OWN_ACTIONS, type OwnActionKind } from './action.ts'

/** Whether no provider hears of it. */
export function isOwnAction(kind: ActionKind): kind is OwnActionKind {
  return (OWN_ACTIONS as readonly string[]).includes(kind)
}
