import { expect, serve, test } from '../openConsole.ts'

test('who looks beside another sees what that one stores, is told so, and can change nothing', async ({ business, console: { page } }) => {
  const looking = await serve(business.folder, '0', '--look')
  const context = await page.context().browser()?.newContext()
  const other = await context?.newPage()
  if (!other) throw new Error('a page of the web host is in a browser')
  await other.goto(looking.address)
  await other.getByRole('link', { name: 'Companies', exact: true }).click()
  await expect(other.getByText('Open to look only.')).toBeVisible()
  await expect(other.getByText(/start Tierdesk without --look/)).toBeVisible()
  await expect(other.getByRole('button', { name: /sync/i }).first()).toBeDisabled()

  business.stripe.add({ name: 'Aaa Beside Us' })
  await page.getByRole('button', { name: /sync now/i }).click()
  await expect(other.getByRole('row').nth(1)).toContainText('Aaa Beside Us', { timeout: 20_000 })

  await context?.close()
  looking.child.kill('SIGTERM')
  await looking.ended
})
