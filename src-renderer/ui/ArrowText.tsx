import { Fragment } from 'react'
import styles from './ArrowText.module.css'
import { Hidden } from './Hidden.tsx'
import { Icon } from './Icon.tsx'

/** A text with arrows in it. The bundled face has none: they are drawn, and said as they were written. */
export function ArrowText({ text }: { text: string }) {
  const [first, ...rest] = text.split('→')
  return (
    <span className={styles.text}>
      {first}
      {rest.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, which never move
        <Fragment key={index}>
          <Icon name="arrowRight" size={12} />
          <Hidden>→</Hidden>
          {part}
        </Fragment>
      ))}
    </span>
  )
}
