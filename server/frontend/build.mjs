// Builds src into ../static: hashed files, and a manifest that says which name became which file.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, 'src');
const target = join(here, '..', 'static');
const lucide = join(here, 'node_modules', 'lucide-static', 'icons');

const TARGET = ['chrome90', 'firefox88', 'safari15'];
// Entries that a browser runs as they are, outside any page.
const WORKERS = ['door-worker.js'];
const COPIED = ['favicon.svg', 'social.png', 'app-192.png', 'app-512.png'];

const { built, outputs } = await bundles();
built.set('icons.svg', hashed('icons.svg', await sprite()));
for (const name of COPIED) built.set(name, hashed(name, await readFile(join(source, name))));
built.set('door-worker.js', await worker('door-worker.js', doorAssets()));
await publish(built);
console.log(`${built.size} files in server/static`);

/** Everything esbuild makes of the entries; a file that no name asks for keeps its own name. */
async function bundles() {
  const entries = (await readdir(source)).filter((name) => /\.(js|css)$/.test(name) && !WORKERS.includes(name));
  const result = await esbuild.build({
    entryPoints: entries.map((name) => join(source, name)),
    absWorkingDir: here,
    outdir: target,
    entryNames: '[name]-[hash]',
    chunkNames: 'part-[hash]',
    assetNames: '[name]-[hash]',
    publicPath: '/static/',
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    metafile: true,
    write: false,
    charset: 'utf8',
    target: TARGET,
    loader: { '.svg': 'file', '.wasm': 'file' },
  });
  const made = result.outputFiles.map((file) => named(file, result.metafile.outputs));
  return { built: new Map(made), outputs: result.metafile.outputs };
}

/** A service worker in one classic script, which knows the addresses it must keep. */
async function worker(name, assets) {
  const build = createHash('sha256').update(assets.join()).digest('hex').slice(0, 12);
  const result = await esbuild.build({
    entryPoints: [join(source, name)],
    bundle: true,
    format: 'iife',
    minify: true,
    write: false,
    charset: 'utf8',
    target: TARGET,
    define: { ASSETS: JSON.stringify(assets), BUILD: JSON.stringify(build) },
  });
  return hashed(name, result.outputFiles[0].contents);
}

/** The addresses of everything that the door's page uses, however it comes to use it. */
function doorAssets() {
  const files = [...reached('door.js'), ...reached('door.css')];
  const images = ['icons.svg', 'favicon.svg', 'app-192.png', 'app-512.png'].map((name) => built.get(name).file);
  return [...new Set([...files, ...images])].map((file) => `/static/${file}`).sort();
}

function reached(entry) {
  const byFile = new Map(Object.entries(outputs).map(([path, about]) => [basename(path), about]));
  const found = new Set();
  const visit = (file) => {
    if (found.has(file) || !byFile.has(file)) return;
    found.add(file);
    for (const { path } of byFile.get(file).imports) visit(basename(path));
  };
  visit(built.get(entry).file);
  return found;
}

function named(made, outputs) {
  const file = basename(made.path);
  const [, about] = Object.entries(outputs).find(([path]) => basename(path) === file);
  // Two folders may each have a file of one name; what is imported late is an entry too.
  const name = about.entryPoint ? relative('src', about.entryPoint) : file;
  return [name, { file, contents: made.contents }];
}

/** One SVG holding the icons that src/icons.json names, each as a symbol. */
async function sprite() {
  const wanted = Object.entries(JSON.parse(await readFile(join(source, 'icons.json'), 'utf8')));
  const symbols = await Promise.all(wanted.map(([id, icon]) => symbol(id, icon)));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`;
}

async function symbol(id, icon) {
  const svg = await readFile(join(lucide, `${icon}.svg`), 'utf8');
  const shapes = svg.replace(/[\s\S]*?<svg[^>]*>/, '').replace('</svg>', '').replace(/>\s+</g, '><').trim();
  return `<symbol id="${id}" viewBox="0 0 24 24">${shapes}</symbol>`;
}

function hashed(name, contents) {
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 8).toUpperCase();
  return { file: name.replace('.', `-${hash}.`), contents };
}

/**
 * The files first, then the manifest in one step, and only then what was replaced is removed. What
 * the manifest before it named stays once more: pages that are open still ask for it.
 */
async function publish(files) {
  await mkdir(target, { recursive: true });
  const before = await readFile(join(target, 'manifest.json'), 'utf8').then(JSON.parse, () => ({}));
  const made = [...files.values()];
  await Promise.all(made.map(({ file, contents }) => writeFile(join(target, file), contents)));
  const manifest = Object.fromEntries([...files].map(([name, { file }]) => [name, file]).sort());
  await writeFile(join(target, 'manifest.json.new'), `${JSON.stringify(manifest, null, 2)}\n`);
  await rename(join(target, 'manifest.json.new'), join(target, 'manifest.json'));
  const kept = new Set(['manifest.json', ...made.map(({ file }) => file), ...Object.values(before)]);
  const stale = (await readdir(target)).filter((name) => !kept.has(name));
  await Promise.all(stale.map((name) => rm(join(target, name), { recursive: true })));
}
