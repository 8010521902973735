import { ipcRenderer } from 'electron'

// A port cannot cross contextBridge: it is posted to the page, by transfer, when the page asks for it.
window.addEventListener('message', (event) => {
  if (event.source === window && event.data === 'engine-port-wanted') ipcRenderer.send('engine-port')
})
ipcRenderer.on('engine-port', (event) => window.postMessage('engine-port', window.location.origin, event.ports))
