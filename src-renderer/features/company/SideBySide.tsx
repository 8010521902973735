import type { ReactNode } from 'react'
import type { Company } from '../../../src-shared/contract/companies.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { Nothing } from '../../ui/Nothing.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './links.module.css'

/** What is known of two companies, line by line: whether they are one, a person sees. */
export function SideBySide({ stays, joins }: { stays: Company; joins: Company }) {
  const lines: { name: string; tell: (company: Company) => ReactNode }[] = [
    { name: 'E-mail', tell: ({ email }) => <Truncated text={email} /> },
    { name: 'Phone', tell: ({ phone }) => <Truncated text={phone} /> },
    { name: 'Since', tell: ({ since }) => (since === null ? <Nothing /> : <InstantText at={since} look="since" />) },
    { name: 'Customers', tell: toCustomers },
  ]
  return (
    <table className={styles.sides} aria-label="Both companies">
      <thead>
        <tr>
          <td />
          <th scope="col">
            <small>Stays</small>
            <Truncated text={stays.name} look="name" />
          </th>
          <th scope="col">
            <small>Becomes part of it</small>
            <Truncated text={joins.name} look="name" />
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, tell }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{tell(stays)}</td>
            <td>{tell(joins)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function toCustomers({ links, customers }: Company): ReactNode {
  return (
    <ul className={styles.customers}>
      {links.map(({ provider, ref }) => {
        const known = customers.find((each) => each.provider === provider && each.ref === ref)
        return (
          <li key={`${provider} ${ref}`}>
            <ProviderMark provider={provider} />
            <Truncated text={known?.name ?? known?.email ?? ref} />
            <Truncated text={ref} look="id" />
          </li>
        )
      })}
    </ul>
  )
}
