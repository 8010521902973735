const WORDS: Readonly<Record<string, string>> = {
  paybill: 'Paybill',
  till: 'Till',
  push: 'Request to the phone',
  card: 'Card',
  ussd: 'USSD',
  bank: 'Bank',
  bank_transfer: 'Bank transfer',
  dedicated_nuban: 'Transfer to its virtual account',
  mobile_money: 'Mobile money',
  qr: 'QR code',
}

/** How money came, as people say it; what nobody has a word for stands as the provider writes it. */
export function toChannelWords(channel: string): string {
  return WORDS[channel] ?? channel.replaceAll('_', ' ')
}
