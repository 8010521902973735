import type { ReactNode } from 'react'
import { ActivityScreen } from '../features/activity/ActivityScreen.tsx'
import { CompaniesScreen } from '../features/companies/CompaniesScreen.tsx'
import type { CompaniesViewStore } from '../features/companies/createCompaniesView.ts'
import { CompanyScreen } from '../features/company/CompanyScreen.tsx'
import { HoursScreen } from '../features/hours/HoursScreen.tsx'
import { OutboxScreen } from '../features/outbox/OutboxScreen.tsx'
import { OverageScreen } from '../features/overage/OverageScreen.tsx'
import { OverviewScreen } from '../features/overview/OverviewScreen.tsx'
import { PaymentsScreen } from '../features/payments/PaymentsScreen.tsx'
import { PlansScreen } from '../features/plans/PlansScreen.tsx'
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx'
import { UsageScreen } from '../features/usage/UsageScreen.tsx'
import { usePlace } from '../lib/place.ts'
import type { SyncControl } from '../lib/useSyncControl.ts'

/** The screen that the place names. */
export function AppScreen({ companiesView, sync }: { companiesView: CompaniesViewStore; sync: SyncControl }): ReactNode {
  const place = usePlace()
  switch (place.screen) {
    case 'overview':
      return <OverviewScreen />
    case 'companies':
      return (
        <CompaniesScreen
          view={companiesView}
          search={place.search}
          onSearch={(search) => place.amend({ search })}
          sync={sync}
          onConnect={() => place.go('settings', { isConnecting: true })}
        />
      )
    case 'company':
      return <CompanyScreen key={place.company} />
    case 'plans':
      return <PlansScreen />
    case 'usage':
      return <UsageScreen />
    case 'overage':
      return <OverageScreen />
    case 'hours':
      return <HoursScreen />
    case 'payments':
      return <PaymentsScreen />
    case 'outbox':
      return <OutboxScreen />
    case 'activity':
      return <ActivityScreen />
    case 'settings':
      return <SettingsScreen isConnecting={place.isConnecting} />
  }
}
