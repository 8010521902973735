import { listEntitled, tellEntitled } from '../billing/standing.ts'
import { renderFeature } from '../wire/renderCatalog.ts'
import type { Wire } from '../wire/wire.ts'
import { change, get, put, type World } from '../world/createWorld.ts'
import { flag, mergePairs, must, pairs, said, text } from '../world/params.ts'
import { refuse, refuseMissing } from '../world/refusal.ts'
import { type Operation, read, write } from './operation.ts'
import { PAGING, toPage } from './page.ts'
import { list, retrieve } from './shelfOperations.ts'

export const ENTITLEMENTS: Readonly<Record<string, Operation>> = {
  'features.list': list(
    'entitlements.feature',
    '/v1/entitlements/features',
    { archived: flag, lookup_key: text },
    (feature, { archived, lookup_key }) =>
      (!lookup_key || feature.lookup_key === lookup_key) && (archived == null || feature.active !== archived),
  ),
  'features.retrieve': retrieve('entitlements.feature', '/v1/entitlements/features'),
  'features.create': write('POST /v1/entitlements/features', { lookup_key: text, name: text, metadata: pairs }, (world, params) => {
    const lookup_key = must(params.lookup_key, 'lookup_key')
    if (world.shelves['entitlements.feature'].all.some((each) => each.lookup_key === lookup_key))
      throw refuse('A feature with this lookup key exists.', 'lookup_key')
    const id = `feat_test_${world.ids.next('', 20)}`
    const feature = {
      id,
      created: world.now,
      lookup_key,
      name: must(params.name, 'name'),
      active: true,
      metadata: mergePairs({}, params.metadata),
    }
    return renderFeature(put(world, 'entitlements.feature', feature))
  }),
  'features.update': write('POST /v1/entitlements/features/:id', { active: flag, name: text, metadata: pairs }, (world, params, id) => {
    const feature = get(world, 'entitlements.feature', id)
    const { active, name, metadata } = params
    change(
      world,
      'entitlements.feature',
      feature,
      said({
        active: active ?? undefined,
        name: name ?? undefined,
        metadata: metadata === undefined ? undefined : mergePairs(feature.metadata, metadata),
      }),
    )
    return renderFeature(feature)
  }),
  'productFeatures.list': read('GET /v1/products/:id/features', PAGING, (world, params, id) => {
    const { own, created } = get(world, 'product', id)
    return toPage(
      own.features.map((each) => ({ ...each, created })),
      params,
      `/v1/products/${id}/features`,
      { render: (each) => renderAttached(world, each) },
    )
  }),
  'productFeatures.create': write('POST /v1/products/:id/features', { entitlement_feature: text }, (world, params, id) => {
    const product = get(world, 'product', id)
    const feature = get(world, 'entitlements.feature', must(params.entitlement_feature, 'entitlement_feature'), 'entitlement_feature')
    const attached = { id: world.ids.next('prodft_', 14), feature: feature.id }
    product.own = { features: [...product.own.features, attached] }
    tellAll(world, id)
    return renderAttached(world, attached)
  }),
  'productFeatures.delete': write('DELETE /v1/products/:id/features/:feature', {}, (world, _params, id, attached) => {
    const product = get(world, 'product', id)
    if (!product.own.features.some((each) => each.id === attached)) throw refuseMissing('product feature', attached)
    product.own = { features: product.own.features.filter((each) => each.id !== attached) }
    tellAll(world, id)
    return { id: attached, object: 'product_feature', deleted: true }
  }),
  'activeEntitlements.list': read('GET /v1/entitlements/active_entitlements', { ...PAGING, customer: text }, (world, params) => {
    const customer = get(world, 'customer', must(params.customer, 'customer'), 'customer')
    const all = listEntitled(world, customer.id).map((each) => ({ ...each, created: 0 }))
    return toPage(all, params, '/v1/entitlements/active_entitlements', {
      render: ({ id, feature }) => ({
        id,
        object: 'entitlements.active_entitlement',
        feature,
        livemode: false,
        lookup_key: get(world, 'entitlements.feature', feature).lookup_key,
      }),
    })
  }),
}

function renderAttached(world: World, { id, feature }: { id: string; feature: string }): Wire {
  return { id, object: 'product_feature', entitlement_feature: renderFeature(get(world, 'entitlements.feature', feature)), livemode: false }
}

function tellAll(world: World, product: string): void {
  const customers = new Set<string>()
  for (const { customer, items } of world.shelves.subscription.all) {
    if (items.some(({ price }) => world.shelves.price.find(price)?.product === product)) customers.add(customer)
  }
  for (const customer of customers) tellEntitled(world, customer)
}
