import { isOwnAddress } from './isOwnAddress.ts'

/** Whether what is to be saved was made by our own page: a table as a file. Nothing from anywhere else is saved. */
export function isOwnFile(address: string): boolean {
  return address.startsWith('blob:') && isOwnAddress(address.slice('blob:'.length))
}
