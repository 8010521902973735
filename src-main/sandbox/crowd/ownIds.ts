/** `txn_` ones are made of those of charges. */
const OWN_ID =
  '(?:cus|sub|sub_sched|si|in|ii|il|inpay|pi|seti|ch|txn|re|du|dp|pm|di|cs_test|li|ent_test|credgr|cbtxn|alrt)_[0-9A-Za-z]{14,}'

/** Ids of what a company has, wherever they stand in a text: in a link, an address, a secret. */
export const OWN_IDS = new RegExp(`(?<![0-9A-Za-z])${OWN_ID}`, 'g')

/** A text that is nothing but such an id. */
export const AN_OWN_ID = new RegExp(`^${OWN_ID}$`)
