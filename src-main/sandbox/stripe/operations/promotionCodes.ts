import { isCodeActive, isCouponValid } from '../billing/promotionCodes.ts'
import { renderPromotionCode } from '../wire/renderCatalog.ts'
import { change, get, put, type World } from '../world/createWorld.ts'
import { anything, flag, mergePairs, must, oneOf, pairs, part, said, text, whole } from '../world/params.ts'
import { refuse } from '../world/refusal.ts'
import { type Operation, write } from './operation.ts'
import { list, retrieve } from './shelfOperations.ts'

const RESTRICTIONS = part({
  first_time_transaction: flag,
  minimum_amount: whole,
  minimum_amount_currency: text,
  currency_options: anything,
})

const PATH = '/v1/promotion_codes'

export const PROMOTION_CODES: Readonly<Record<string, Operation>> = {
  'promotionCodes.list': list(
    'promotion_code',
    PATH,
    { code: text, active: flag, coupon: text },
    (code, asked, world) =>
      (!asked.code || isSameCode(code.code, asked.code)) &&
      (!asked.coupon || code.coupon === asked.coupon) &&
      (asked.active == null || isCodeActive(world, code) === asked.active),
  ),
  'promotionCodes.retrieve': retrieve('promotion_code', PATH),
  'promotionCodes.create': write(
    `POST ${PATH}`,
    {
      promotion: part({ type: oneOf('coupon'), coupon: text }),
      code: text,
      active: flag,
      customer: text,
      expires_at: whole,
      max_redemptions: whole,
      metadata: pairs,
      restrictions: RESTRICTIONS,
    },
    (world, params) => {
      const coupon = get(world, 'coupon', must(params.promotion?.coupon, 'promotion[coupon]'), 'promotion[coupon]')
      if (!isCouponValid(coupon, world.now)) throw refuse(`Coupon ${coupon.id} is no longer valid.`, 'promotion[coupon]', 'coupon_expired')
      const code = params.code ?? world.ids.next('', 8).slice(1).toUpperCase()
      if (!/^[A-Za-z0-9-]+$/.test(code)) throw refuse('Promotion codes are made of letters, digits and dashes.', 'code')
      if (params.active !== false) mustBeFree(world, code, params.customer ?? null)
      const { expires_at = null, max_redemptions = null, restrictions } = params
      if (expires_at !== null && expires_at <= world.now) throw refuse('Invalid timestamp: must be in the future.', 'expires_at')
      if (restrictions?.minimum_amount != null && !restrictions.minimum_amount_currency)
        throw refuse('You must provide minimum_amount_currency with minimum_amount.', 'restrictions[minimum_amount_currency]')
      const record = {
        id: world.ids.next('promo_'),
        created: world.now,
        code,
        active: params.active ?? true,
        coupon: coupon.id,
        customer: params.customer ? get(world, 'customer', params.customer, 'customer').id : null,
        expires_at,
        max_redemptions,
        times_redeemed: 0,
        metadata: mergePairs({}, params.metadata),
        restrictions: {
          first_time_transaction: restrictions?.first_time_transaction ?? false,
          minimum_amount: restrictions?.minimum_amount ?? null,
          minimum_amount_currency: restrictions?.minimum_amount_currency?.toLowerCase() ?? null,
        },
      }
      return renderPromotionCode(world, put(world, 'promotion_code', record, 'promotion_code.created'))
    },
  ),
  'promotionCodes.update': write(`POST ${PATH}/:id`, { active: flag, metadata: pairs, restrictions: RESTRICTIONS }, (world, params, id) => {
    const code = get(world, 'promotion_code', id)
    if (params.active === true && !code.active) mustBeFree(world, code.code, code.customer)
    const to = said({
      active: params.active ?? undefined,
      metadata: params.metadata === undefined ? undefined : mergePairs(code.metadata, params.metadata),
    })
    change(world, 'promotion_code', code, to, 'promotion_code.updated')
    return renderPromotionCode(world, code)
  }),
}

/** Two codes that can be used by one customer must differ; letters count alike, whether they are small or not. */
function mustBeFree(world: World, code: string, customer: string | null): void {
  const other = world.shelves.promotion_code.all.find(
    (each) => isSameCode(each.code, code) && isCodeActive(world, each) && (each.customer === customer || each.customer === null),
  )
  if (other) throw refuse('An active promotion code with this code already exists.', 'code', 'resource_already_exists')
}

function isSameCode(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
