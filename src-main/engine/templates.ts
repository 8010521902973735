import estateManagement from '../../resources/catalogs/estate-management.json'
import imageQuota from '../../resources/catalogs/image-quota.json'
import maintenanceHours from '../../resources/catalogs/maintenance-hours.json'
import threatAnalytics from '../../resources/catalogs/threat-analytics.json'
import trading from '../../resources/catalogs/trading.json'

/** A catalog file as its JSON has it. */
export type CatalogContent = Record<string, unknown>

/** The catalogs that ship, by product: each a template for a workspace's own. */
export const templates: ReadonlyMap<string, CatalogContent> = new Map(
  [imageQuota, estateManagement, trading, threatAnalytics, maintenanceHours].map((content) => [content.product, content]),
)
