import { test } from 'vitest'
import { runCommand } from '../../fixtures/runCommand.ts'
import { openOutboxWorld, subscribeAtStripe, PHONE } from '../outbox/openOutboxWorld.ts'
test('x', async () => { const w = await openOutboxWorld(); const one = subscribeAtStripe(w, 'ann', 'trading.pro.month');
 const run = async (...a: string[]) => { const r = await runCommand(w.ports, ['--workspace', w.folder, ...a]); console.log(a.join(' '), r.exitCode, '\n' + r.stdout, r.stderr) }
 await run('sync', '--provider', 'stripe')
 await run('actions', 'offers', one.customer)
 await run('action', 'subscription.pause', one.customer)
 await run('action', 'subscription.change', one.customer, '--plan', 'trading.elite', '--interval', 'month', '--when', 'now', '--preview')
 await run('action', 'payment.push', one.customer, '--phone', PHONE, '--plan', 'image-quota.pro', '--interval', 'once')
 console.log(w.logs)
})
