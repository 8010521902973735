import { useId, useState } from 'react'
import { classes } from '../ui/classes.ts'
import { Icon } from '../ui/Icon.tsx'
import styles from './statement.module.css'

interface FileDropProps {
  /** What the picker offers. */
  accept: string
  words: string
  help: string
  /** Why the last one was not taken. */
  fault: string | null
  onFile: (file: File) => void
}

/** A place to drop a file on; pressed, or by keyboard, it opens the system's picker. */
export function FileDrop({ accept, words, help, fault, onFile }: FileDropProps) {
  const id = useId()
  const [isOver, setOver] = useState(false)
  return (
    <div data-first>
      <label
        className={classes(styles.drop, isOver && styles.over)}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          const file = event.dataTransfer.files[0]
          if (file) onFile(file)
        }}
      >
        <input
          type="file"
          accept={accept}
          className={styles.picker}
          aria-describedby={`${id}help`}
          aria-invalid={fault !== null}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            // Chosen again, the same file is read again.
            event.currentTarget.value = ''
            if (file) onFile(file)
          }}
        />
        <Icon name="download" size={20} />
        <b>{words}</b>
      </label>
      <p id={`${id}help`} className={styles.help} role={fault === null ? undefined : 'alert'}>
        {fault === null ? (
          help
        ) : (
          <span className={styles.fault}>
            <Icon name="failed" size={14} />
            {fault}
          </span>
        )}
      </p>
    </div>
  )
}
