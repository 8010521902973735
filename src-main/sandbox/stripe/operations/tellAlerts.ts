import { measureUsage } from '../billing/measureUsage.ts'
import { renderAlert } from '../wire/renderCredits.ts'
import { tell, type World } from '../world/createWorld.ts'

/** Tells of a customer whose usage has reached what an alert waits for: once, and of what came since the alert. */
export function tellAlerts(world: World, meter: string, customer: string): void {
  for (const alert of world.shelves['billing.alert'].all) {
    const isMeant = alert.status === 'active' && alert.meter === meter && (alert.of === null || alert.of === customer)
    if (!isMeant || alert.own.triggered.includes(customer)) continue
    const value = measureUsage(world, meter, customer, alert.created - (alert.created % 60), Number.MAX_SAFE_INTEGER)
    if (value < alert.gte) continue
    alert.own = { triggered: [...alert.own.triggered, customer] }
    tell(world, 'billing.alert.triggered', 'billing.alert_triggered', { alert: renderAlert(alert), created: world.now, customer, value })
  }
}
