import { expect, test } from '../openConsole.ts'

test.use({ isLook: true })

test('a workspace that was opened to look only is shown, and says how to change something', async ({ business, console: { page } }) => {
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await expect(page.getByText('Open to look only.')).toBeVisible()
  await expect(page.getByText(/start Tierdesk without --look/)).toBeVisible()
  await expect(page.getByRole('button', { name: /sync/i }).first()).toHaveAttribute('title', 'This workspace is open to look only')
  // Nobody holds it: another may write meanwhile.
  await business.run('sync')
})
