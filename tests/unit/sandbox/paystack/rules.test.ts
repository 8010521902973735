import { beforeEach, describe, expect, test } from 'vitest'
import { addCustomer, addPayment, addSubscription, DAY_MS, KEY, openPaystack, type Reply } from './openPaystack.ts'

let sandbox: Awaited<ReturnType<typeof openPaystack>>
let ada: { code: string; id: string; email: string }

beforeEach(async () => {
  sandbox = await openPaystack()
  ada = addCustomer(sandbox)
})

const post = (path: string, body: object): Promise<Reply> => sandbox.ask('POST', path, body)
const fetchOne = async (path: string) => (await sandbox.ask('GET', path)).body.data
const verify = (reference: string) => fetchOne(`/transaction/verify/${reference}`)

describe('the door', () => {
  test('lets in one key, at one address', async () => {
    expect(await sandbox.ask('GET', '/customer', undefined, { authorization: 'Bearer sk_test_other' })).toMatchObject({
      status: 401,
      body: { status: false, message: 'Invalid key', type: 'validation_error', code: 'invalid_Key' },
    })
    expect((await sandbox.ask('GET', '/customer', undefined, { authorization: KEY })).status).toBe(401)
    const { hostname, port } = new URL(sandbox.server.baseUrl)
    expect(hostname).toBe('127.0.0.1')
    const elsewhere = await fetch(`http://localhost:${port}/customer`, { headers: { authorization: `Bearer ${KEY}` } })
    expect(elsewhere.status).toBe(421)
    expect((await sandbox.ask('GET', '/nowhere')).status).toBe(404)
  })

  test('takes so many requests a second', async () => {
    sandbox.server.limit(2)
    const statuses = [1, 2, 3].map(() => sandbox.ask('GET', '/plan'))
    expect((await Promise.all(statuses)).map(({ status }) => status).sort()).toEqual([200, 200, 429])
    sandbox.passWallMs(1001)
    expect((await sandbox.ask('GET', '/plan')).status).toBe(200)
  })
})

describe('a reference', () => {
  test('is taken once and for all, whatever becomes of it', async () => {
    const ask = { email: ada.email, amount: '250000', reference: 'inv-1001-a1' }
    expect(await post('/transaction/initialize', ask)).toMatchObject({
      status: 200,
      body: {
        status: true,
        data: { reference: 'inv-1001-a1', authorization_url: expect.stringContaining('https://checkout.paystack.com/') },
      },
    })
    const duplicate = { status: 400, body: { status: false, message: 'Duplicate Transaction Reference', code: 'duplicate_reference' } }
    expect(await post('/transaction/initialize', ask)).toMatchObject(duplicate)
    sandbox.paystack.act('payments.pay', {}, 'inv-1001-a1')
    const { authorization } = await verify('inv-1001-a1')
    expect(await post('/transaction/charge_authorization', { ...ask, authorization_code: authorization.authorization_code })).toMatchObject(
      duplicate,
    )
    expect(sandbox.paystack.countByReference('inv-1001-a1')).toBe(1)
  })

  test('has letters, digits and three signs', async () => {
    expect((await post('/transaction/initialize', { email: ada.email, amount: 1, reference: 'SUB.1-a=2' })).status).toBe(200)
    expect((await post('/transaction/initialize', { email: ada.email, amount: 1, reference: 'a b' })).status).toBe(400)
  })

  test('that is not there is a wrong request', async () => {
    expect(await sandbox.ask('GET', '/transaction/verify/nothing')).toMatchObject({ status: 400, body: { code: 'transaction_not_found' } })
  })
})

describe('a payment', () => {
  test.each(['card', 'ussd', 'bank_transfer'])('by %s is asked for, then made', async (channel) => {
    await post('/transaction/initialize', { email: ada.email, amount: 250_000, reference: 'r', metadata: { plan: 'pro' } })
    expect(await verify('r')).toMatchObject({ status: 'abandoned', paid_at: null, metadata: { plan: 'pro' }, authorization: {} })
    sandbox.pass(5000)
    sandbox.paystack.act('payments.pay', { channel }, 'r')
    expect(await verify('r')).toMatchObject({
      ...{ status: 'success', channel, amount: 250_000, requested_amount: 250_000, fees: 13_750, plan: null, domain: 'test' },
      ...{ paid_at: '2027-01-04T09:00:05.000Z', paidAt: '2027-01-04T09:00:05.000Z', created_at: '2027-01-04T09:00:00.000Z' },
      authorization: { reusable: channel === 'card' },
      customer: { customer_code: ada.code },
    })
  })

  test('that fails can be tried again, one that was left can still be made, and one that is made is made once', async () => {
    await post('/transaction/initialize', { email: ada.email, amount: 100, reference: 'r' })
    sandbox.paystack.act('payments.pay', { outcome: 'failed', gateway_response: 'Insufficient Funds' }, 'r')
    const answer = await sandbox.ask('GET', '/transaction/verify/r')
    // The question was answered; the payment failed.
    expect(answer).toMatchObject({
      status: 200,
      body: { status: true, data: { status: 'failed', gateway_response: 'Insufficient Funds', fees: null } },
    })
    sandbox.paystack.act('payments.pay', { outcome: 'abandoned' }, 'r')
    expect((await verify('r')).status).toBe('abandoned')
    sandbox.paystack.act('payments.pay', {}, 'r')
    expect(await verify('r')).toMatchObject({ status: 'success', log: { attempts: 2 } })
    expect(() => sandbox.paystack.act('payments.pay', {}, 'r')).toThrow('paid already')
  })

  test('is made at once with a card that is known, and refused by the same bank', async () => {
    addPayment(sandbox, ada.email, 'first')
    const { authorization } = await verify('first')
    const charge = (reference: string) =>
      post('/transaction/charge_authorization', {
        email: ada.email,
        amount: 700,
        authorization_code: authorization.authorization_code,
        reference,
      })
    expect(await charge('second')).toMatchObject({ status: 200, body: { data: { status: 'success', amount: 700, reference: 'second' } } })
    sandbox.paystack.act('customers.setBankAnswer', { answer: 'Declined' }, ada.code)
    expect(await charge('third')).toMatchObject({
      status: 200,
      body: { status: true, data: { status: 'failed', gateway_response: 'Declined' } },
    })
    const bola = addCustomer(sandbox, 'bola')
    const stolen = { email: bola.email, amount: 700, authorization_code: authorization.authorization_code }
    expect((await post('/transaction/charge_authorization', stolen)).status).toBe(400)
  })

  test('is found by number, in lists, in its timeline and in totals', async () => {
    addPayment(sandbox, ada.email, 'naira')
    sandbox.paystack.act('transactions.initialize', { email: ada.email, amount: 300, currency: 'USD', reference: 'dollars' })
    sandbox.paystack.act('payments.pay', {}, 'dollars')
    sandbox.paystack.act('transactions.initialize', { email: ada.email, amount: 300, reference: 'left' })
    const { id } = await verify('naira')
    expect(await fetchOne(`/transaction/${id}`)).toMatchObject({ reference: 'naira' })
    const listed = async (query: string) => (await fetchOne(`/transaction?${query}`)).map((each: { reference: string }) => each.reference)
    expect(await listed('status=success')).toEqual(['dollars', 'naira'])
    expect(await listed('status=abandoned')).toEqual(['left'])
    expect(await listed(`customer=${ada.id}&amount=250000`)).toEqual(['naira'])
    expect(await listed('channel=dedicated_nuban')).toEqual([])
    expect(await fetchOne('/transaction/timeline/naira')).toMatchObject({
      success: true,
      attempts: 1,
      history: [{ type: 'action' }, { type: 'success' }],
    })
    expect(await fetchOne('/transaction/totals')).toMatchObject({
      total_transactions: 2,
      total_volume_by_currency: [
        { currency: 'NGN', amount: 250_000 },
        { currency: 'USD', amount: 300 },
      ],
    })
  })

  test.each([
    [{ amount: 100 }, 'Email Address is required'],
    [{ email: 'nobody', amount: 100 }, 'Invalid Email Address Passed'],
    [{ email: 'a@b.example' }, 'Amount is required'],
    [{ email: 'a@b.example', amount: -5 }, 'Invalid Amount Sent'],
    [{ email: 'a@b.example', amount: 5, currency: 'EUR' }, 'Currency not supported by merchant'],
  ])('of %j is refused', async (body, message) => {
    expect(await post('/transaction/initialize', body)).toMatchObject({ status: 400, body: { status: false, message } })
  })
})

describe('a customer', () => {
  test('is the same under the same e-mail', async () => {
    const again = await post('/customer', { email: 'ADA@example.org', first_name: 'Somebody' })
    expect(again).toMatchObject({ status: 200, body: { data: { customer_code: ada.code, first_name: 'ada', integration: 428_626 } } })
    expect((await sandbox.ask('GET', '/customer')).body.meta.total).toBe(1)
  })

  test('is changed, and fetched by code or e-mail with what hangs on it', async () => {
    addSubscription(sandbox, ada.email)
    expect((await sandbox.ask('PUT', `/customer/${ada.code}`, { first_name: 'Adaeze' })).body.data).toMatchObject({
      first_name: 'Adaeze',
      last_name: 'Obi',
    })
    const fetched = await fetchOne(`/customer/${encodeURIComponent(ada.email)}`)
    expect(fetched).toMatchObject({
      customer_code: ada.code,
      subscriptions: [{ status: 'active' }],
      authorizations: [{ last4: '4081' }],
      total_transactions: 1,
    })
    expect((await sandbox.ask('GET', '/customer/CUS_nobody')).status).toBe(404)
  })
})

describe('a subscription', () => {
  test('needs a card that can be charged, and is not guarded against twice', async () => {
    const plan = (await post('/plan', { name: 'Pro', amount: 100, interval: 'monthly' })).body.data
    expect(plan).toMatchObject({ plan_code: expect.stringMatching(/^PLN_[a-z0-9]{15}$/), is_archived: false })
    const ask = { customer: ada.code, plan: plan.plan_code }
    expect((await post('/subscription', ask)).body.message).toContain('has no saved authorizations')
    addPayment(sandbox, ada.email, 'card')
    expect((await post('/subscription', ask)).body.data).toMatchObject({
      status: 'active',
      customer: Number(ada.id),
      plan: plan.id,
      quantity: 1,
    })
    await post('/subscription', ask)
    const listed = await fetchOne(`/subscription?customer=${ada.id}&plan=${plan.id}`)
    expect(listed).toHaveLength(2)
    expect(listed[0]).toMatchObject({
      payments_count: 1,
      most_recent_invoice: { status: 'success', paid: 1 },
      authorization: { reusable: 1 },
    })
  })

  test('is switched off and on with its token alone, and managed at a page', async () => {
    addSubscription(sandbox, ada.email)
    const [listed] = await fetchOne('/subscription')
    const ask = { code: listed.subscription_code, token: listed.email_token }
    expect((await post('/subscription/disable', { ...ask, token: 'guessed' })).status).toBe(404)
    expect((await post('/subscription/disable', ask)).status).toBe(200)
    expect((await post('/subscription/disable', ask)).status).toBe(404)
    expect(await fetchOne(`/subscription/${ask.code}`)).toMatchObject({ status: 'non-renewing', cancelledAt: '2027-01-04T09:00:00.000Z' })
    expect((await post('/subscription/enable', ask)).status).toBe(200)
    sandbox.pass(40 * DAY_MS)
    expect(await fetchOne(`/subscription/${ask.code}`)).toMatchObject({ status: 'active', payments_count: 2, cancelledAt: null })
    expect((await fetchOne(`/subscription/${ask.code}/manage/link`)).link).toContain('subscription_token=')
  })
})

describe('a refund', () => {
  test('goes its way by the clock, and all of a payment makes it reversed', async () => {
    addPayment(sandbox, ada.email, 'r', 1000)
    const refund = (await post('/refund', { transaction: 'r', amount: 400 })).body.data
    expect(refund).toMatchObject({ status: 'pending', amount: 400, transaction: { reference: 'r' } })
    sandbox.pass(3_600_000)
    expect((await fetchOne(`/refund/${refund.id}`)).status).toBe('processing')
    sandbox.pass(2 * DAY_MS)
    expect(await fetchOne(`/refund/${refund.id}`)).toMatchObject({
      status: 'processed',
      refunded_at: '2027-01-06T09:00:00.000Z',
      transaction_reference: 'r',
    })
    expect((await verify('r')).status).toBe('success')
    await post('/refund', { transaction: 'r' })
    sandbox.pass(2 * DAY_MS)
    expect((await verify('r')).status).toBe('reversed')
  })

  test('is not guarded against twice, but that no more goes back than came', async () => {
    addPayment(sandbox, ada.email, 'r', 1000)
    expect((await post('/refund', { transaction: 'r', amount: 400 })).status).toBe(200)
    expect((await post('/refund', { transaction: 'r', amount: 400 })).status).toBe(200)
    expect((await post('/refund', { transaction: 'r', amount: 400 })).status).toBe(400)
    expect((await post('/refund', { transaction: 'r' })).body.data.amount).toBe(200)
    expect(await post('/refund', { transaction: 'r' })).toMatchObject({ status: 400, body: { code: 'transaction_reversed' } })
    expect((await sandbox.ask('GET', '/refund?transaction=r')).body).toMatchObject({
      data: { length: 3 },
      meta: { total: 3, perPage: '50' },
    })
  })

  test('that fails leaves the money to be refunded, and is not carried on', async () => {
    addPayment(sandbox, ada.email, 'r', 1000)
    const { id } = (await post('/refund', { transaction: 'r' })).body.data
    sandbox.paystack.act('refunds.fail', {}, String(id))
    sandbox.pass(3 * DAY_MS)
    expect((await fetchOne(`/refund/${id}`)).status).toBe('failed')
    expect((await verify('r')).status).toBe('success')
    const second = (await post('/refund', { transaction: 'r' })).body.data
    sandbox.paystack.act('refunds.needAttention', {}, String(second.id))
    expect(await fetchOne(`/refund/${second.id}`)).toMatchObject({ status: 'needs-attention', collect_account_number: true })
  })
})

describe('a dispute', () => {
  test('is raised, answered, and lost or won', async () => {
    addPayment(sandbox, ada.email, 'r')
    const raised = sandbox.paystack.act('disputes.raise', { category: 'fraud' }, 'r')
    expect(raised).toMatchObject({ status: 'awaiting-merchant-feedback', resolution: null, category: 'fraud' })
    sandbox.paystack.act('disputes.answer', {}, String(raised['id']))
    expect(await fetchOne('/dispute?status=awaiting-bank-feedback')).toHaveLength(1)
    sandbox.paystack.act('disputes.win', {}, String(raised['id']))
    expect(await fetchOne(`/dispute/${raised['id']}`)).toMatchObject({ status: 'resolved', resolution: 'declined' })
    expect((await verify('r')).status).toBe('success')
    const second = sandbox.paystack.act('disputes.raise', {}, 'r')
    sandbox.paystack.act('disputes.lose', {}, String(second['id']))
    expect(await fetchOne(`/dispute/${second['id']}`)).toMatchObject({ status: 'resolved', resolution: 'merchant-accepted' })
    expect((await verify('r')).status).toBe('reversed')
  })
})

describe('a virtual account', () => {
  test('takes any amount from anybody, until it is switched off', async () => {
    expect(
      (await fetchOne('/dedicated_account/available_providers')).map((each: { provider_slug: string }) => each.provider_slug),
    ).toContain('test-bank')
    const account = (await post('/dedicated_account', { customer: ada.code, preferred_bank: 'test-bank' })).body.data
    expect(account).toMatchObject({ account_number: '9930000737', bank: { slug: 'test-bank' }, assignment: { integration: 428_626 } })
    sandbox.paystack.act('transfers.arrive', { amount: 123_456, sender_name: 'CHIDI OBI', narration: 'plot 4' }, account.account_number)
    const [arrived] = await fetchOne('/transaction?channel=dedicated_nuban&status=success&virtual_account_number=9930000737')
    expect(arrived).toMatchObject({
      ...{ amount: 123_456, channel: 'dedicated_nuban', status: 'success', customer: { customer_code: ada.code } },
      authorization: { sender_name: 'CHIDI OBI', narration: 'plot 4', receiver_bank_account_number: '9930000737', reusable: false },
    })
    expect((await sandbox.ask('DELETE', `/dedicated_account/${account.id}`)).body.data).toMatchObject({ active: false, assigned: false })
    expect(() => sandbox.paystack.act('transfers.arrive', { amount: 1 }, account.account_number)).toThrow('takes nothing')
    expect(await fetchOne('/dedicated_account?active=true')).toEqual([])
    expect(await fetchOne(`/dedicated_account/${account.id}`)).toMatchObject({ active: false })
  })

  test('is for somebody with a name and a telephone', async () => {
    await post('/customer', { email: 'nameless@example.org' })
    expect((await post('/dedicated_account', { customer: 'nameless@example.org' })).status).toBe(400)
  })

  test('is looked through for a missing transfer once in ten minutes', async () => {
    await post('/dedicated_account', { customer: ada.code })
    const requery = () => sandbox.ask('GET', '/dedicated_account/requery?account_number=9930000737&provider_slug=test-bank')
    expect((await requery()).status).toBe(200)
    expect((await requery()).status).toBe(429)
    sandbox.pass(600_000)
    expect((await requery()).status).toBe(200)
  })
})

describe('lists', () => {
  test('end as each of them does', async () => {
    addPayment(sandbox, ada.email, 'r')
    expect((await sandbox.ask('GET', '/transaction?use_cursor=true')).body.meta).toEqual({ next: null, previous: 'null', perPage: 50 })
    expect((await sandbox.ask('GET', '/customer?use_cursor=true')).body.meta).toEqual({ next: 'null', previous: 'null', perPage: 50 })
    expect((await sandbox.ask('GET', '/plan')).body.meta).toEqual({ total: 0, skipped: 0, perPage: 50, page: 1, pageCount: 1 })
    expect((await sandbox.ask('GET', '/transaction')).body.meta).toMatchObject({ total: 1, total_volume: 250_000 })
    expect((await sandbox.ask('GET', '/transaction?perPage=9000')).body.meta.perPage).toBe(100)
    expect((await sandbox.ask('GET', '/transaction?use_cursor=true&next=made-up')).status).toBe(400)
  })

  test('write the same thing in other ways than what is fetched', async () => {
    addPayment(sandbox, ada.email, 'r')
    sandbox.paystack.act('transactions.initialize', { email: ada.email, amount: 100, reference: 'bare' })
    const [bare, listed] = await fetchOne('/transaction')
    expect([bare.metadata, bare.plan, typeof listed.metadata]).toEqual([null, {}, 'string'])
    expect([(await verify('bare')).metadata, (await verify('bare')).plan, typeof (await verify('r')).metadata]).toEqual([
      '',
      null,
      'object',
    ])
  })
})
