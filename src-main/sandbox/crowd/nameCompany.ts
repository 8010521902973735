/** Who a copy is. Texts that JSON takes as they are: without quotes, strokes and line ends. */
export interface CompanyName {
  name: string
  /** Ends with `.example`, which nobody can own. No two are alike. */
  email: string
  /** Of the numbers of its invoices: eight letters, where those of the stand-in have seven. No two are alike. */
  prefix: string
}

const FIRST = toWords(
  'Acacia Almond Amber Anchor Aspen Aurora Banyan Baobab Beacon Birch Bluewater Cardinal Cedar Citadel Clover Cobalt Compass Coral ' +
    'Crescent Cypress Delta Driftwood Ebony Echo Ember Falcon Fathom Fjord Flint Gable Garnet Granite Harbour Hazel Heron Highland Indigo ' +
    'Ironwood Jasper Juniper Kestrel Lagoon Lantana Larkspur Linden Maple Marula Meridian Monsoon Nimbus Northwind Ochre Olive Orchid Osprey ' +
    'Pelican Pine Quarry Quartz Redwood Ridge Saffron Savanna Señora Sequoia Solstice Tamarind Tidewater Umber Verdant Willow Zéphyr',
)

const SECOND = toWords(
  'Analytics Apparel Bakery Capital Catering Ceramics Clinics Couriers Dairy Dental Diagnostics Energy Estates Farms Fisheries Foods ' +
    'Freight Gardens Glassworks Holdings Homes Hospitality Imaging Insurance Interiors Labs Legal Logistics Media Milling Motors Networks ' +
    'Optics Orchards Partners Pharma Press Printing Properties Realty Robotics Roofing Security Shipping Software Studio Systems Textiles ' +
    'Timber Tours Trading Transit Utilities Ventures Vineyards Works',
)

const PLACES = toWords(
  'Nairobi Mombasa Kisumu Nakuru Eldoret Kampala Kigali Arusha Dodoma Lusaka Harare Gaborone Windhoek Durban Maputo Accra Lagos Dakar ' +
    'Tunis Cairo Porto Bilbao Lyon Torino Graz Brno Gdańsk Malmö Bergen Tampere Tartu Leeds Cork Utrecht Ghent Basel Split Izmir Pune Cebu',
)

const FORMS = ['', '', '', ' Ltd', ' Ltd', ' PLC', ' GmbH', ' & Co', ' Group', ' S.A.', ' Oy', ' Sp. z o.o.']

const NO_WORD: Word = { word: '', plain: '' }

/** All words of five letters and figures: each company gets one of its own. */
const PREFIXES = 36 ** 5

/** Has no divisor in common with 36. */
const PREFIX_STEP = 37_369_507

/** @param company its place among all. @param dice 32 bits of chance for it */
export function nameCompany(company: number, dice: number): CompanyName {
  let left = dice
  function take<T>(from: readonly T[]): T | undefined {
    const taken = from[left % from.length]
    left = Math.floor(left / from.length)
    return taken
  }
  const [first = NO_WORD, second = NO_WORD, place = NO_WORD, form = ''] = [take(FIRST), take(SECOND), take(PLACES), take(FORMS)]
  const spelled = ((company * PREFIX_STEP) % PREFIXES).toString(36).padStart(5, '0')
  return {
    name: `${first.word} ${second.word} ${place.word}${form}`,
    email: `billing@${first.plain}-${second.plain}-${company.toString(36)}.example`,
    prefix: `${first.plain.slice(0, 2)}${second.plain.slice(0, 1)}${spelled}`.toUpperCase(),
  }
}

/** A word, and how an address spells it. */
interface Word {
  word: string
  plain: string
}

function toWords(words: string): Word[] {
  return words.split(' ').map((word) => {
    const plain = word
      .normalize('NFKD')
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase()
    return { word, plain }
  })
}
