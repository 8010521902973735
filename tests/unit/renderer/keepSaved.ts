/** jsdom saves nothing: what would be saved is kept here. */
export function keepSaved(): { name: string; text: Promise<string> }[] {
  const saved: { name: string; text: Promise<string> }[] = []
  let last: Blob | null = null
  Object.assign(URL, {
    createObjectURL(blob: Blob) {
      last = blob
      return 'blob:saved'
    },
    revokeObjectURL() {},
  })
  HTMLAnchorElement.prototype.click = function click() {
    if (last) saved.push({ name: this.download, text: readText(last) })
  }
  return saved
}

function readText(blob: Blob): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.readAsText(blob)
  })
}
