import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

/** Lets plain Node load our sources as the build does: JSON by its keys. For `--import`. */
registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.json')) return next(url, context)
    const content = JSON.parse(readFileSync(fileURLToPath(url), 'utf8')) as Record<string, unknown>
    const named = Object.keys(content)
      .filter((key) => /^[a-z]\w*$/i.test(key))
      .map((key) => `const ${key}_ = content[${JSON.stringify(key)}]; export { ${key}_ as ${key} }`)
    const source = [`const content = ${JSON.stringify(content)}; export default content`, ...named].join('\n')
    return { format: 'module', source, shortCircuit: true }
  },
})
