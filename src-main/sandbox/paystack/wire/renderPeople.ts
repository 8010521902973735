import { get, type World } from '../world/createWorld.ts'
import type { Wire } from '../world/params.ts'
import type { AccountRecord, AuthorizationRecord, CustomerRecord } from '../world/records.ts'
import { toIso } from './toIso.ts'

export const BANKS: Readonly<Record<string, { name: string; id: number }>> = {
  'test-bank': { name: 'Test Bank', id: 20 },
  'wema-bank': { name: 'Wema Bank', id: 20 },
  'titan-paystack': { name: 'Paystack-Titan', id: 629 },
}

/** A customer as it is listed. */
export function renderCustomer(world: World, customer: CustomerRecord): Wire {
  return {
    integration: world.integration,
    first_name: customer.firstName,
    last_name: customer.lastName,
    email: customer.email,
    phone: customer.phone,
    metadata: customer.metadata,
    domain: 'test',
    customer_code: customer.code,
    risk_action: 'default',
    id: customer.id,
    createdAt: toIso(customer.createdAt),
    updatedAt: toIso(customer.updatedAt),
  }
}

/** A customer inside another object. @param metadata where nobody has written any: it is null here and empty text there */
export function renderPayer(world: World, id: number, none: '' | null = null): Wire {
  const customer = get(world, 'customer', id)
  return {
    id,
    first_name: customer.firstName,
    last_name: customer.lastName,
    email: customer.email,
    customer_code: customer.code,
    phone: customer.phone ?? '',
    metadata: customer.metadata ?? none,
    risk_action: 'default',
    international_format_phone: null,
  }
}

/** @param yes how this place says that it can be used again: a boolean, or 1 */
export function renderAuthorization(authorization: AuthorizationRecord, yes: true | 1 = true): Wire {
  const isCard = authorization.channel === 'card'
  return {
    authorization_code: authorization.code,
    bin: isCard ? '408408' : '000XXX',
    last4: authorization.last4,
    exp_month: '12',
    exp_year: '2030',
    channel: authorization.channel,
    card_type: isCard ? 'visa ' : authorization.channel,
    bank: 'TEST BANK',
    country_code: 'NG',
    brand: isCard ? 'visa' : authorization.channel,
    reusable: isCard ? yes : yes === 1 ? 0 : false,
    signature: `SIG_${authorization.code.slice(5)}`,
    account_name: null,
  }
}

/** A virtual account as it is listed: without whom it is assigned to. */
export function renderAccount(world: World, account: AccountRecord): Wire {
  return {
    customer: renderPayer(world, account.customer),
    bank: renderBank(account.bank),
    id: account.id,
    account_name: account.name,
    account_number: account.number,
    created_at: toIso(account.createdAt),
    updated_at: toIso(account.updatedAt),
    currency: account.currency,
    split_config: null,
    active: account.isActive,
    assigned: account.isActive,
  }
}

export function renderBank(slug: string): Wire {
  return { name: BANKS[slug]?.name ?? slug, id: BANKS[slug]?.id ?? 0, slug }
}
