import type { Chance } from './createChance.ts'

/** Who a made-up company is. Its e-mail ends with `.example`, which nobody can own. */
export interface Identity {
  name: string
  email: string
  /** A Kenyan mobile number, in the shape of one, of a range that is given to nobody. */
  phone: string | null
}

const FIRST = [
  'Acacia',
  'Amber',
  'Anchor',
  'Baobab',
  'Beacon',
  'Birch',
  'Bluewater',
  'Cedar',
  'Citadel',
  'Cobalt',
  'Coral',
  'Crescent',
  'Delta',
  'Ember',
  'Fathom',
  'Ferrous',
  'Granite',
  'Harbour',
  'Hazel',
  'Heron',
  'Highland',
  'Indigo',
  'Ironwood',
  'Jacaranda',
  'Juniper',
  'Karibu',
  'Kestrel',
  'Kilima',
  'Lagoon',
  'Lantana',
  'Longitude',
  'Mangrove',
  'Marula',
  'Meridian',
  'Monsoon',
  'Nimbus',
  'Northwind',
  'Ochre',
  'Orchid',
  'Osprey',
  'Palmyra',
  'Pelican',
  'Quarry',
  'Quartz',
  'Rafiki',
  'Redwood',
  'Ridge',
  'Sable',
  'Saffron',
  'Savanna',
  'Sequoia',
  'Silverline',
  'Simba',
  'Solstice',
  'Tamarind',
  'Tembo',
  'Tidewater',
  'Umber',
  'Upland',
  'Verdant',
  'Vista',
  'Willow',
  'Zephyr',
] as const

const SECOND = [
  'Analytics',
  'Capital',
  'Courier',
  'Dental',
  'Developments',
  'Diagnostics',
  'Energy',
  'Estates',
  'Farms',
  'Fisheries',
  'Foods',
  'Freight',
  'Gardens',
  'Holdings',
  'Homes',
  'Hospitality',
  'Imaging',
  'Insurance',
  'Labs',
  'Legal',
  'Logistics',
  'Media',
  'Mining',
  'Motors',
  'Networks',
  'Optics',
  'Partners',
  'Pharma',
  'Press',
  'Properties',
  'Realty',
  'Robotics',
  'Roofing',
  'Security',
  'Shipping',
  'Software',
  'Studio',
  'Systems',
  'Textiles',
  'Tours',
  'Trading',
  'Transit',
  'Utilities',
  'Ventures',
  'Water',
  'Works',
] as const

const FORMS = ['', '', '', ' Ltd', ' Ltd', ' PLC', ' GmbH', ' & Co', ' Group', ' Africa'] as const

/** Names that a screen must bear: long ones, other scripts, right to left, marks that mean something elsewhere. */
const AWKWARD: readonly string[] = [
  'شركة النخيل للعقارات',
  'The Greater Rift Valley Agricultural Cooperative Savings and Credit Society of Nakuru, Baringo and Elgeyo-Marakwet Counties',
  'מגדלור מערכות בע״מ',
  '海雲物流股份有限公司',
  'O’Sullivan & Søn <Skibsværft> A/S',
  'ኢትዮ ቡና አክሲዮን ማህበር',
  '=Equals Accounting',
  'Łódź Żeglarska Sp. z o.o.',
  'Donaudampfschifffahrtsgesellschaftsbetriebswerkstättenverwaltung',
  'Ünal İnşaat “Doğu” A.Ş.',
  'फूलबारी निर्माण',
  'Ñandú & Hijas S.A. de C.V. (antes: Transportes del Noroeste y del Litoral)',
]

/** One name in so many is an awkward one, until each was given. */
const AWKWARD_EVERY = 17

/** A name, an e-mail and often a phone for the n-th company: the same for the same seed, and no two alike. */
export function createIdentities(chance: Chance): () => Identity {
  const taken = new Set<string>()
  let count = 0
  return () => {
    count += 1
    const awkward = count % AWKWARD_EVERY === 5 ? AWKWARD[Math.floor(count / AWKWARD_EVERY)] : undefined
    const name = awkward ?? findFree(count)
    const email = `billing@${toSlug(name) || `company-${count}`}.example`
    const phone = chance.fraction(`phone/${count}`) < 0.7 ? `+25470000${String(1000 + count).padStart(4, '0')}` : null
    return { name, email, phone }
  }

  function findFree(serial: number): string {
    for (let attempt = 0; ; attempt++) {
      const label = `name/${serial}/${attempt}`
      const stem = `${chance.pick(`${label}/first`, FIRST)} ${chance.pick(`${label}/second`, SECOND)}`
      if (taken.has(stem)) continue
      taken.add(stem)
      return `${stem}${chance.pick(`${label}/form`, FORMS)}`
    }
  }
}

function toSlug(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
}
