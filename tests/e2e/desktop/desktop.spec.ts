import { expect, test } from '../openConsole.ts'

test('the window has the security settings that it promises, live', async ({ console: { app, page } }) => {
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  const settings = await app?.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    const contents = window?.webContents as (Electron.WebContents & { getLastWebPreferences?: () => Record<string, unknown> }) | undefined
    return contents?.getLastWebPreferences?.()
  })
  expect(settings).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, webSecurity: true })
  const inside = await page.evaluate(() => ({
    require: typeof (globalThis as Record<string, unknown>)['require'],
    process: typeof (globalThis as Record<string, unknown>)['process'],
    origin: location.origin,
  }))
  expect(inside).toEqual({ require: 'undefined', process: 'undefined', origin: 'app://tierdesk' })
})

test('the page runs nothing inline and evaluates nothing', async ({ console: { page }, complaints }) => {
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  const policy = await page.evaluate(async () => (await fetch('/index.html')).headers.get('content-security-policy'))
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
  // In a task of its own: what a debugger evaluates stands above the policy.
  const evaluated = await page.evaluate(
    () =>
      new Promise((resolve) => {
        setTimeout(() => {
          try {
            resolve(new Function('return 1')())
          } catch (error) {
            resolve((error as Error).name)
          }
        })
      }),
  )
  expect(evaluated).toBe('EvalError')
  complaints.length = 0
})

test('no navigation, no window, no permission and no download is had from a page', async ({ console: { app, page }, complaints }) => {
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  const permission = await page.evaluate(() => navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state))
  expect(permission).toBe('denied')
  const left = await app?.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    await window?.webContents.executeJavaScript("window.open('https://example.com'); location.href = 'https://example.com'; 0")
    await new Promise((resolve) => setTimeout(resolve, 500))
    return { address: window?.webContents.getURL(), windows: BrowserWindow.getAllWindows().length }
  })
  expect(left?.windows).toBe(1)
  expect(left?.address).toMatch(/^app:\/\/tierdesk\//)
  complaints.length = 0
})

test('an engine that dies is replaced, and the screen goes on', async ({ business, console: { app, page } }) => {
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  const killed = await app?.evaluate(({ app: main }) => {
    const engine = main.getAppMetrics().find(({ serviceName, name }) => `${serviceName ?? ''} ${name ?? ''}`.includes('Tierdesk engine'))
    if (engine) process.kill(engine.pid, 'SIGKILL')
    return engine?.pid
  })
  expect(killed).toBeGreaterThan(0)
  business.stripe.add({ name: 'Aaa After the Fall' })
  await expect(async () => {
    await page.getByRole('button', { name: /sync now/i }).click({ timeout: 1_000 })
    await expect(page.getByRole('row').nth(1)).toContainText('Aaa After the Fall', { timeout: 1_500 })
  }).toPass({ timeout: 20_000 })
})

test('the engine gives the workspace back when the window closes', async ({ business, console: { app, page } }) => {
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await expect(business.run('sync')).rejects.toThrow()
  await app?.close()
  await business.run('sync')
})
