// After the build: compresses the text assets once and for all, and prints what a first visit loads.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const LIMIT_KB = 150;
const target = process.argv[2];
const sizes = new Map();

for (const folder of [target, join(target, "assets")]) {
  for (const name of readdirSync(folder)) {
    if (/\.(js|css|svg|html)$/.test(name)) compress(folder, name);
  }
}
report(JSON.parse(readFileSync(join(target, "manifest.json"), "utf8")));
rmSync(join(target, "manifest.json"));

function compress(folder, name) {
  const content = readFileSync(join(folder, name));
  const gzip = gzipSync(content, { level: 9 });
  sizes.set(name, gzip.length);
  if (content.length < 1024) return;
  writeFileSync(join(folder, `${name}.gz`), gzip);
  writeFileSync(
    join(folder, `${name}.br`),
    brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  );
}

/** What each page loads before it can be used, charts apart, which arrive later; the tree's canvas belongs to its page. */
function report(manifest) {
  const entry = Object.values(manifest).find((chunk) => chunk.isEntry);
  const first = loadedWith(entry.file, manifest);
  const told = [];
  for (const [source, chunk] of Object.entries(manifest)) {
    const name = /^src\/pages\/\w+\/(\w+)(?:Page|Canvas)\.tsx$/.exec(source)?.[1];
    if (!name) continue;
    const loaded = new Set([...first, ...loadedWith(chunk.file, manifest)]);
    if (source.endsWith("Canvas.tsx"))
      loadedWith(fileOf(source.replace("Canvas.tsx", "Page.tsx"), manifest), manifest).forEach((file) =>
        loaded.add(file),
      );
    told.push(`${source.split("/").at(-1).replace(".tsx", "")} ${kb(loaded)}`);
    if (sum(loaded) > LIMIT_KB * 1024) throw new Error(`${source} loads too much JavaScript: ${kb(loaded)}`);
  }
  console.log(
    `initial JS, gzip: entry ${kb(first)}, ${told.join(", ")} (limit ${LIMIT_KB} KB; charts and palette later)`,
  );
}

/** A chunk and all that it imports at once. */
function loadedWith(file, manifest) {
  const found = new Set();
  const visit = (chunk) => {
    if (found.has(chunk.file)) return;
    found.add(chunk.file);
    (chunk.imports ?? []).forEach((key) => visit(manifest[key]));
  };
  visit(Object.values(manifest).find((chunk) => chunk.file === file));
  return found;
}

function fileOf(source, manifest) {
  return manifest[source].file;
}

function sum(files) {
  return [...files].reduce((total, file) => total + (sizes.get(file.replace("assets/", "")) ?? 0), 0);
}

function kb(files) {
  return `${(sum(files) / 1024).toFixed(0)} KB`;
}
