import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { openSandbox } from './openSandbox.ts'

/** Five customers, a minute apart, all of them old enough to be found. */
async function openTown() {
  const sandbox = await openSandbox()
  const { stripe, client, pass, now } = sandbox
  const firstAt = now()
  for (const [index, name] of ['Baobab Holdings', 'Oryx Mills', 'Acacia & Sons', "O'Dowd", 'Baobab Farms'].entries()) {
    stripe.act('customers.create', {
      name,
      email: `pay${index}@company.example`,
      metadata: { tier: index % 2 === 0 ? 'gold' : 'tin', 'the "key"': String(index) },
    })
    pass(60)
  }
  const names = async (query: string, params: Partial<Stripe.CustomerSearchParams> = {}) =>
    (await client.customers.search({ query, ...params })).data.map(({ name }) => name)
  return { ...sandbox, names, firstAt }
}

describe('a query finds', () => {
  test.each([
    ["email:'pay1@company.example'", ['Oryx Mills']],
    ['email:"PAY1@company.example"', ['Oryx Mills']],
    ["email:'pay1@company'", []],
    ["name~'baobab'", ['Baobab Farms', 'Baobab Holdings']],
    ["name~'baobab' AND metadata['tier']:'gold'", ['Baobab Farms', 'Baobab Holdings']],
    ["name:'o\\'dowd'", ["O'Dowd"]],
    ["metadata['tier']:'tin'", ["O'Dowd", 'Oryx Mills']],
    ["metadata['the \"key\"']:'2'", ['Acacia & Sons']],
    ["-metadata['tier']:'gold'", ["O'Dowd", 'Oryx Mills']],
    ["metadata['none']:null name~'Oryx'", ['Oryx Mills']],
    ["name:'Oryx Mills' OR email:'pay4@company.example'", ['Baobab Farms', 'Oryx Mills']],
    ['-phone:null', []],
  ])('%s', async (query, found) => {
    const { names } = await openTown()
    expect(await names(query)).toEqual(found)
  })

  test('by numbers', async () => {
    const { names, firstAt } = await openTown()
    expect(await names(`created>${firstAt + 120}`)).toEqual(['Baobab Farms', "O'Dowd"])
    expect(await names(`created>=${firstAt + 120} AND created<'${firstAt + 240}'`)).toEqual(["O'Dowd", 'Acacia & Sons'])
    expect(await names(`created:${firstAt}`)).toEqual(['Baobab Holdings'])
    expect(await names(`-created<=${firstAt + 180}`)).toEqual(['Baobab Farms'])
  })
})

test.each([
  ['', 'Missing required param'],
  ['   ', 'empty'],
  ["email:'a' AND name:'b' OR name:'c'", 'cannot be combined'],
  ['email', 'no operator'],
  ['email:', 'no value'],
  ["email:'a", 'no value'],
  ["email:'a'name:'b'", 'without a space'],
  ["shoe:'a'", 'unsupported search field'],
  ["constructor:'a'", 'unsupported search field'],
  ["metadata:'a'", 'by a key'],
  ["metadata['a']~'abc'", 'cannot be asked'],
  ["name~'ab'", 'at least 3'],
  ["name>'ab'", 'cannot be asked'],
  ["created:'soon'", 'is a number'],
  ['AND', 'no field'],
])('%j is refused: %s', async (query, words) => {
  const { client } = await openTown()
  await expect(client.customers.search({ query })).rejects.toMatchObject({
    statusCode: 400,
    param: 'query',
    message: expect.stringContaining(words),
  })
})

test('pages follow one another, and come as a search result', async () => {
  const { client, names } = await openTown()
  const first = await client.customers.search({ query: 'created>0', limit: 2 })
  expect(first).toMatchObject({ object: 'search_result', has_more: true, url: '/v1/customers/search' })
  const page = first.next_page ?? ''
  const second = await client.customers.search({ query: 'created>0', limit: 3, page })
  expect([second.data.length, second.has_more, second.next_page]).toEqual([3, false, null])
  const walked: unknown[] = []
  for await (const { name } of client.customers.search({ query: 'created>0', limit: 2 })) walked.push(name)
  expect(walked).toEqual(await names('created>0'))
  await expect(names('created>0', { page: 'nowhere' })).rejects.toMatchObject({ statusCode: 400 })
})

test('what was done within the last minute is not found yet, and found as it was', async () => {
  const { client, names, pass, stripe } = await openTown()
  const { id } = await client.customers.create({ name: 'Nimbus', email: 'pay@nimbus.example' })
  pass(59)
  expect(await names("name:'Nimbus'")).toEqual([])
  pass(1)
  expect(await names("name:'Nimbus'")).toEqual(['Nimbus'])
  await client.customers.update(id, { name: 'Cumulus' })
  pass(30)
  await client.customers.update(id, { name: 'Stratus' })
  // The object is as it is now; that it was found is of before.
  expect(await names("name:'Nimbus'")).toEqual(['Stratus'])
  expect(await names("name:'Stratus'")).toEqual([])
  pass(30)
  expect([await names("name:'Nimbus'"), await names("name:'Cumulus'"), await names("name:'Stratus'")]).toEqual([[], ['Stratus'], []])
  pass(30)
  expect(await names("name:'Stratus'")).toEqual(['Stratus'])
  stripe.act('settings.change', { searchLagSeconds: 0 })
  await client.customers.update(id, { name: 'Cirrus' })
  expect(await names("name:'Cirrus'")).toEqual(['Cirrus'])
  await client.customers.del(id)
  expect(await names("name:'Cirrus'")).toEqual([])
})

test('all seven kinds of object are searched by what they have', async () => {
  const { client, stripe } = await openSandbox({ settings: { searchLagSeconds: 0 } })
  const customer = await client.customers.create({ name: 'Oryx', metadata: { a: 'b' } })
  stripe.act('customers.setCard', { kind: 'ok' }, customer.id)
  const product = await client.products.create({ name: 'Trading desk', description: 'A desk to trade at', active: true })
  const price = await client.prices.create({
    product: product.id,
    currency: 'usd',
    unit_amount: 4000,
    recurring: { interval: 'month' },
    lookup_key: 'desk',
  })
  const subscription = await client.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    metadata: { order: '17' },
  })
  const invoice = await client.invoices.retrieve(String(subscription.latest_invoice))
  const ids = (found: { data: { id: string }[] }) => found.data.map(({ id }) => id)
  expect(ids(await client.products.search({ query: "active:'true' AND description~'trade'" }))).toEqual([product.id])
  expect(ids(await client.prices.search({ query: `lookup_key:'desk' AND product:'${product.id}' AND type:'recurring'` }))).toEqual([
    price.id,
  ])
  expect(ids(await client.subscriptions.search({ query: "status:'active' AND metadata['order']:'17'" }))).toEqual([subscription.id])
  expect(
    ids(await client.invoices.search({ query: `number:'${invoice.number}' AND total>3999 AND subscription:'${subscription.id}'` })),
  ).toEqual([invoice.id])
  const [charge] = (await client.charges.list()).data
  expect(ids(await client.charges.search({ query: "amount:4000 AND refunded:'false' AND -disputed:'true'" }))).toEqual([charge?.id])
  expect(ids(await client.paymentIntents.search({ query: `customer:'${customer.id}' AND status:'succeeded'` }))).toEqual([
    charge?.payment_intent,
  ])
  await client.refunds.create({ charge: charge?.id ?? '' })
  expect(ids(await client.charges.search({ query: "refunded:'true'" }))).toEqual([charge?.id])
  const expanded = await client.subscriptions.search({ query: "status:'active'", expand: ['data.customer'] })
  expect(expanded.data[0]?.customer).toMatchObject({ name: 'Oryx' })
})
