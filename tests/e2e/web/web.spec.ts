import type { WebSocketRoute } from '@playwright/test'
import { expect, serve, test } from '../openConsole.ts'

test('a code lets in one browser, and a tab without a session is told what to do', async ({ console: { page, address } }) => {
  await expect(page.getByRole('heading', { name: 'Companies' })).toBeVisible()
  expect(page.url()).not.toContain('code')
  const other = await page.context().newPage()
  await other.goto(address ?? '')
  await expect(other.getByText(/not signed in/i)).toBeVisible()
  await expect(other.getByText(/each code works once/i)).toBeVisible()
})

test('a reload keeps the session', async ({ console: { page } }) => {
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await page.reload()
  await expect(page.getByRole('row').nth(1)).toBeVisible()
})

test('another site reaches nothing, by whatever name', async ({ console: { page, address }, complaints }) => {
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  const { port } = new URL(address ?? '')
  const evil = await page.context().newPage()
  await evil.route('http://evil.test/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>evil</title>' }))
  await evil.goto('http://evil.test/')
  const results = await evil.evaluate(async (target) => {
    const post = await fetch(`http://127.0.0.1:${target}/session`, { method: 'POST', body: 'code', mode: 'no-cors' }).then(
      (response) => response.type,
      () => 'failed',
    )
    const socket = await new Promise((resolve) => {
      const way = new WebSocket(`ws://127.0.0.1:${target}/engine`)
      way.onopen = () => resolve('open')
      way.onerror = () => resolve('refused')
    })
    return { post, socket }
  }, port)
  expect(results.socket).toBe('refused')
  expect(['opaque', 'failed']).toContain(results.post)
  complaints.length = 0
})

test('an engine that is gone is said, and what was shown stays; when it is back, so is the page', async ({
  business,
  console: host,
  complaints,
}) => {
  const { page } = host
  await expect(page.getByRole('gridcell', { name: 'Baobab Analytics 000013' })).toBeVisible()
  await host.kill()
  await expect(page.getByText(/engine is not answering/i)).toBeVisible()
  await expect(page.getByRole('gridcell', { name: 'Baobab Analytics 000013' })).toBeVisible()
  const next = await serve(business.folder, new URL(host.address ?? '').port)
  // Sessions end with the process that knew them: the tab is told so, and does not try for ever.
  await expect(page.getByText(/not signed in/i)).toBeVisible({ timeout: 20_000 })
  await page.goto('about:blank')
  await page.goto(next.address)
  await page.getByRole('link', { name: 'Companies' }).click()
  await expect(page.getByRole('gridcell', { name: 'Baobab Analytics 000013' })).toBeVisible()
  // A page that is left complains of nothing more.
  await page.goto('about:blank')
  next.child.kill('SIGTERM')
  await next.ended
  complaints.length = 0
})

test('a line to the engine that breaks is told with since when; when it is back, so are new figures, without a reload', async ({
  business,
  console: { page },
  complaints,
}) => {
  const open: WebSocketRoute[] = []
  let isCut = false
  await page.routeWebSocket(/\/engine$/, (socket) => {
    if (isCut) return void socket.close()
    socket.connectToServer()
    open.push(socket)
  })
  await page.reload()
  const first = page.getByRole('row').nth(1)
  const strip = page.getByRole('status').filter({ hasText: 'The engine is not answering.' })
  await expect(first).toContainText('Baobab Analytics 000013')
  await page.evaluate(() => {
    document.documentElement.dataset['wasHere'] = 'yes'
  })

  const cutAt = Date.now()
  isCut = true
  for (const socket of open) await socket.close()
  await expect(strip).toContainText('What you see is as of')
  const since = Date.parse((await strip.locator('time').getAttribute('datetime')) ?? '')
  expect(Math.abs(since - cutAt)).toBeLessThan(10_000)
  business.stripe.change('cus_T000013', { name: 'Aardvark Estates' })
  await expect.poll(async () => (await business.ask<{ items: unknown[] }>('companies', '--search', 'Aardvark')).items.length).toBe(1)
  await expect(first).toContainText('Baobab Analytics 000013')

  isCut = false
  await expect(strip).toBeHidden()
  await expect(first).toContainText('Aardvark Estates')
  expect(await page.evaluate(() => document.documentElement.dataset['wasHere'])).toBe('yes')
  complaints.length = 0
})
