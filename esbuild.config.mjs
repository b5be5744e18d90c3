/* Builds static/src into static/dist with hashed names, and a manifest that maps the plain names to them.
   The same sources give the same bytes on every machine: no dates, no absolute paths. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { basename, dirname, join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { brotliCompress, constants, gzip } from "node:zlib"
import * as esbuild from "esbuild"

const root = dirname(fileURLToPath(import.meta.url))
const dist = join(root, "static", "dist")
const watching = process.argv.includes("--watch")

const manifest = {
  name: "manifest",
  setup(build) {
    build.onEnd(async (result) => {
      if (result.errors.length > 0) return
      await writeFile(join(dist, "manifest.json"), `${JSON.stringify(plainNames(result.metafile), null, 2)}\n`)
    })
  }
}

const options = {
  absWorkingDir: root,
  entryPoints: { app: "static/src/js/app.js", ...(await roomEntries()), style: "static/src/css/app.css", mark: "static/src/images/mark.svg" },
  outdir: dist,
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["chrome111", "firefox115", "safari16.4"],
  minify: true,
  sourcemap: watching,
  legalComments: "none",
  entryNames: "[name]-[hash]",
  chunkNames: "chunks/[name]-[hash]",
  assetNames: "fonts/[name]-[hash]",
  loader: { ".woff2": "file", ".svg": "copy" },
  metafile: true,
  logLevel: "info",
  plugins: [manifest]
}

/* Heavy tools (an editor, say) are entries of their own: static/src/js/entries/<name>.js becomes "<name>.js". */
async function roomEntries() {
  const folder = join(root, "static", "src", "js", "entries")
  const files = await readdir(folder).catch(() => [])
  return Object.fromEntries(
    files.filter((file) => file.endsWith(".js")).sort().map((file) => [basename(file, ".js"), join(folder, file)])
  )
}

function plainNames(metafile) {
  const names = Object.entries(metafile.outputs).flatMap(([output, facts]) => {
    const path = relative(dist, join(root, output))
    if (path.startsWith("fonts")) return [[path.replace(/-[0-9A-Z]{8}(?=\.woff2$)/u, ""), path]]
    if (!facts.entryPoint) return []
    return [[facts.entryPoint.endsWith(".css") ? "app.css" : path.replace(/-[0-9A-Z]{8}(?=\.(js|svg)$)/u, ""), path]]
  })
  return Object.fromEntries(names.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/* What printed papers are set in: whole fonts, as a page maker needs them, beside the small ones of the web. */
async function copyPrintFonts() {
  const expo = join(root, "node_modules", "@expo-google-fonts")
  const styles = ["400Regular", "400Regular_Italic", "600SemiBold", "600SemiBold_Italic", "700Bold", "700Bold_Italic"]
  const faces = [["source-sans-3", "SourceSans3"], ["source-serif-4", "SourceSerif4"]]
  const dejavu = ["DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSansMono", "DejaVuSansMono-Bold"]
  const sources = [
    ...faces.flatMap(([folder, name]) => styles.map((style) => join(expo, folder, style, `${name}_${style}.ttf`))),
    ...dejavu.map((name) => join(root, "node_modules", "dejavu-fonts-ttf", "ttf", `${name}.ttf`))
  ]
  const target = join(dist, "print-fonts")
  await mkdir(target, { recursive: true })
  await Promise.all(sources.map((source) => cp(source, join(target, basename(source)))))
}

/* Text is sent compressed; that takes long, so it is done here, once. Browsers that want neither get the file itself. */
async function compressTexts() {
  const found = await readdir(dist, { recursive: true })
  const texts = found.filter((file) => /\.(?:css|js|svg)$/u.test(file)).map((file) => join(dist, file))
  const most = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } }
  await Promise.all(texts.map(async (file) => {
    const text = await readFile(file)
    await writeFile(`${file}.br`, await promisify(brotliCompress)(text, most))
    await writeFile(`${file}.gz`, await promisify(gzip)(text, { level: 9 }))
  }))
}

await rm(dist, { recursive: true, force: true })
await mkdir(dist, { recursive: true })
await cp(join(root, "static", "LICENSES"), join(dist, "LICENSES"), { recursive: true })
await copyPrintFonts()
if (watching) {
  const context = await esbuild.context(options)
  await context.watch()
} else {
  await esbuild.build(options)
  await compressTexts()
}
