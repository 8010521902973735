import { renderCoupon, renderPrice, renderProduct } from '../wire/renderCatalog.ts'
import { change, get, put, tell } from '../world/createWorld.ts'
import { anything, decimal, flag, listOf, mergePairs, must, oneOf, pairs, part, said, text, whole } from '../world/params.ts'
import { refuse } from '../world/refusal.ts'
import { addPrice, addProduct, PRICE, PRICE_DATA, PRODUCT, takeLookupKey } from './addPrice.ts'
import { type Operation, write } from './operation.ts'
import { list, retrieve } from './shelfOperations.ts'

export const CATALOG: Readonly<Record<string, Operation>> = {
  'products.list': list(
    'product',
    '/v1/products',
    { active: flag, ids: listOf(text), shippable: flag, url: text, type: text },
    (product, { active, ids }) => isSame(active, product.active) && (!ids || ids.includes(product.id)),
  ),
  'products.retrieve': retrieve('product', '/v1/products'),
  'products.create': write('POST /v1/products', { ...PRODUCT, id: text, type: text, default_price_data: PRICE_DATA }, (world, params) => {
    const product = addProduct(world, params)
    if (params.default_price_data) {
      product.default_price = addPrice(world, { ...params.default_price_data, product: product.id }).id
    }
    return renderProduct(product)
  }),
  'products.update': write('POST /v1/products/:id', PRODUCT, (world, params, id) => {
    const product = get(world, 'product', id)
    const { name, active, description, unit_label, default_price, metadata } = params
    const to = said({
      name: name ?? undefined,
      active: active ?? undefined,
      description,
      unit_label,
      default_price,
      metadata: metadata === undefined ? undefined : mergePairs(product.metadata, metadata),
    })
    change(world, 'product', product, { ...to, updated: world.now }, 'product.updated')
    return renderProduct(product)
  }),
  'products.delete': write('DELETE /v1/products/:id', {}, (world, _params, id) => {
    const product = get(world, 'product', id)
    if (world.shelves.price.all.some((price) => price.product === id)) {
      throw refuse('This product cannot be deleted because it has one or more user-created prices.')
    }
    change(world, 'product', product, { deleted: true })
    tell(world, 'product.deleted', 'product', product)
    return { id, object: 'product', deleted: true }
  }),
  'prices.list': list(
    'price',
    '/v1/prices',
    {
      active: flag,
      product: text,
      currency: text,
      type: oneOf('one_time', 'recurring'),
      lookup_keys: listOf(text),
      recurring: part({ interval: text, meter: text, usage_type: text }),
    },
    (price, { active, product, currency, type, lookup_keys }) =>
      isSame(active, price.active) &&
      isSame(product, price.product) &&
      isSame(currency, price.currency) &&
      isSame(type, price.recurring ? 'recurring' : 'one_time') &&
      (!lookup_keys || (price.lookup_key !== null && lookup_keys.includes(price.lookup_key))),
  ),
  'prices.retrieve': retrieve('price', '/v1/prices'),
  'prices.create': write('POST /v1/prices', PRICE, (world, params) => renderPrice(addPrice(world, params))),
  'prices.update': write(
    'POST /v1/prices/:id',
    { active: flag, lookup_key: text, nickname: text, metadata: pairs, transfer_lookup_key: flag, tax_behavior: text },
    (world, params, id) => {
      const price = get(world, 'price', id)
      const { active, lookup_key, nickname, metadata } = params
      if (lookup_key) takeLookupKey(world, lookup_key, params.transfer_lookup_key === true, price)
      const to = said({
        active: active ?? undefined,
        lookup_key,
        nickname,
        metadata: metadata === undefined ? undefined : mergePairs(price.metadata, metadata),
      })
      change(world, 'price', price, to, 'price.updated')
      return renderPrice(price)
    },
  ),
  'coupons.list': list('coupon', '/v1/coupons', {}),
  'coupons.retrieve': retrieve('coupon', '/v1/coupons'),
  'coupons.create': write(
    'POST /v1/coupons',
    {
      id: text,
      name: text,
      percent_off: decimal,
      amount_off: whole,
      currency: text,
      duration: oneOf('once', 'repeating', 'forever'),
      duration_in_months: whole,
      max_redemptions: whole,
      redeem_by: whole,
      metadata: pairs,
      applies_to: anything,
    },
    (world, params) => {
      const { percent_off = null, amount_off = null, duration } = params
      if ((percent_off === null) === (amount_off === null))
        throw refuse('Must provide either percent_off or amount_off, and not both.', 'percent_off')
      if (duration === 'repeating' && !params.duration_in_months)
        throw refuse('You must provide duration_in_months for a repeating coupon.', 'duration_in_months')
      const id = params.id ?? world.ids.next('', 8).slice(1)
      if (world.shelves.coupon.find(id)) throw refuse('Coupon already exists.', 'id', 'resource_already_exists')
      const coupon = {
        id,
        created: world.now,
        name: params.name ?? null,
        percent_off,
        amount_off,
        currency: amount_off === null ? null : must(params.currency, 'currency').toLowerCase(),
        duration: duration ?? 'once',
        duration_in_months: params.duration_in_months ?? null,
        max_redemptions: params.max_redemptions ?? null,
        redeem_by: params.redeem_by ?? null,
        times_redeemed: 0,
        metadata: mergePairs({}, params.metadata),
      }
      return renderCoupon(put(world, 'coupon', coupon, 'coupon.created'), world.now)
    },
  ),
  'coupons.update': write('POST /v1/coupons/:id', { name: text, metadata: pairs }, (world, params, id) => {
    const coupon = get(world, 'coupon', id)
    const to = said({
      name: params.name,
      metadata: params.metadata === undefined ? undefined : mergePairs(coupon.metadata, params.metadata),
    })
    change(world, 'coupon', coupon, to, 'coupon.updated')
    return renderCoupon(coupon, world.now)
  }),
  'coupons.delete': write('DELETE /v1/coupons/:id', {}, (world, _params, id) => {
    const coupon = get(world, 'coupon', id)
    change(world, 'coupon', coupon, { deleted: true })
    tell(world, 'coupon.deleted', 'coupon', coupon)
    return { id, object: 'coupon', deleted: true }
  }),
}

function isSame<T>(asked: T | null | undefined, value: T): boolean {
  return asked === null || asked === undefined || asked === value
}
