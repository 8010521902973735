import { useMemo } from 'react'
import { useStore } from 'zustand'
import { useWorkspace } from '../../lib/useWorkspace.ts'
import { Popover } from '../../ui/Popover.tsx'
import { createSavedViews, isSameQuestion, type SavedViewsStore, type ViewQuestion } from './createSavedViews.ts'
import { ViewsList } from './ViewsList.tsx'

interface ViewsMenuProps {
  /** What is asked and shown now. */
  question: ViewQuestion
  onShow: (question: ViewQuestion) => void
}

/** The views of this workspace: what was searched, filtered, sorted and shown, under names. */
export function ViewsMenu(props: ViewsMenuProps) {
  const folder = useWorkspace().data?.folder
  const saved = useMemo(() => (folder === undefined ? null : createSavedViews(localStorage, folder)), [folder])
  return saved && <Menu saved={saved} {...props} />
}

function Menu({ saved, question, onShow }: ViewsMenuProps & { saved: SavedViewsStore }) {
  const views = useStore(saved, (state) => state.views)
  const chosen = views.find((view) => isSameQuestion(view.question, question)) ?? null
  return (
    <Popover icon="bookmark" words={chosen?.name ?? 'Views'} label={chosen ? `Views: ${chosen.name}` : 'Views'}>
      {(close) => (
        <ViewsList
          saved={saved}
          question={question}
          chosen={chosen?.name ?? null}
          onShow={(next) => {
            onShow(next)
            close()
          }}
        />
      )}
    </Popover>
  )
}
