import type { Instant } from '../../../src-shared/model/instant.ts'
import { createIds, type Ids } from '../stripe/world/createIds.ts'

export type Wire = Record<string, unknown>

/** How Daraja behaves where nobody agrees on how it does. */
export interface Settings {
  /** The method by which transactions are pulled. */
  pullMethod: 'POST' | 'GET'
  /** What a pull of nothing is answered with. */
  emptyPull: 'list' | 'text' | 'failure'
  /** Whether payments that a phone was asked for are pulled too. */
  pullsPushes: boolean
  /** Whether a payer's phone is told in part. */
  masksPhones: boolean
  pageSize: number
  /** How long a push is in progress, whatever the payer does. */
  pendingMs: number
  /** What the organisation pays for each payment, in thousandths. */
  chargePerMille: number
}

const DEFAULTS: Settings = {
  pullMethod: 'POST',
  emptyPull: 'list',
  pullsPushes: true,
  masksPhones: true,
  pageSize: 100,
  pendingMs: 20_000,
  chargePerMille: 5,
}

/** Money that moved at the organisation, as its statement has it. Shillings. */
export interface Entry {
  kind: 'payment' | 'reversal' | 'charge' | 'settlement'
  receipt: string
  at: Instant
  amount: number
  phone: string
  name: string
  reference: string
  /** Whether the payer was asked on the phone. */
  isPushed: boolean
  /** The receipt of what it takes back. */
  linked: string | null
}

export type PushAnswer = 'pays' | 'cancels' | 'wrong-pin' | 'no-money' | 'times-out-but-pays' | 'unreachable'

export interface Push {
  id: string
  merchantId: string
  at: Instant
  phone: string
  amount: number
  reference: string
  /** The code of what is wrong with it however the payer answers. */
  fault: string | null
  answer: { kind: PushAnswer; at: Instant; code: string; receipt: string | null } | null
}

export interface World {
  now: Instant
  shortCode: string
  till: string | null
  organisation: string
  settings: Settings
  entries: Entry[]
  /** Every receipt that was given. */
  receipts: Set<string>
  pushes: Map<string, Push>
  /** The number that transactions are pulled under; null until it is registered. */
  nominated: string | null
  /** Where a confirmation would be sent. */
  confirmationUrl: string | null
  /** What was accepted and is answered to an address only. */
  accepted: { kind: string; conversation: string; at: Instant }[]
  ids: Ids
}

export interface WorldOptions {
  startsAt: Instant
  seed: string
  shortCode: string
  till?: string | null
  organisation?: string
  /** Whether transactions can be pulled from the start. */
  isPullRegistered?: boolean
  settings?: Partial<Settings>
}

export function createWorld(options: WorldOptions): World {
  return {
    now: options.startsAt,
    shortCode: options.shortCode,
    till: options.till ?? null,
    organisation: options.organisation ?? 'Tierdesk Demo',
    settings: { ...DEFAULTS, ...options.settings },
    entries: [],
    receipts: new Set(),
    pushes: new Map(),
    nominated: (options.isPullRegistered ?? true) ? '254700000000' : null,
    confirmationUrl: null,
    accepted: [],
    ids: createIds(options.seed),
  }
}

/** A receipt as M-Pesa gives them: ten capital letters and digits, and never one twice. */
export function nextReceipt(world: World): string {
  for (;;) {
    const receipt = world.ids.next('T', 8).toUpperCase()
    if (world.receipts.has(receipt)) continue
    world.receipts.add(receipt)
    return receipt
  }
}
