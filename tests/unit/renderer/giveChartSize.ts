/** jsdom measures nothing, and what has no size is not drawn: here every chart is 1000 by 200. What draws it is loaded beforehand. */
export async function giveChartSize() {
  HTMLElement.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 1000, 200)
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  await import('../../../src-renderer/ui/StackedPlot.tsx')
}
