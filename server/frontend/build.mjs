// Builds src into ../static: hashed files, and a manifest that says which name became which file.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, 'src');
const target = join(here, '..', 'static');
const lucide = join(here, 'node_modules', 'lucide-static', 'icons');

const built = await bundles();
built.set('icons.svg', hashed('icons.svg', await sprite()));
built.set('favicon.svg', hashed('favicon.svg', await readFile(join(source, 'favicon.svg'))));
built.set('social.png', hashed('social.png', await readFile(join(source, 'social.png'))));
await publish(built);
console.log(`${built.size} files in server/static`);

/** Everything esbuild makes of the entries; a file that no name asks for keeps its own name. */
async function bundles() {
  const entries = (await readdir(source)).filter((name) => /\.(js|css)$/.test(name));
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
    target: ['chrome90', 'firefox88', 'safari15'],
    loader: { '.svg': 'file' },
  });
  return new Map(result.outputFiles.map((made) => named(made, result.metafile.outputs)));
}

function named(made, outputs) {
  const file = basename(made.path);
  const [, about] = Object.entries(outputs).find(([path]) => basename(path) === file);
  return [about.entryPoint ? basename(about.entryPoint) : file, { file, contents: made.contents }];
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

/** The files first, then the manifest in one step, and only then is what was replaced removed. */
async function publish(files) {
  await mkdir(target, { recursive: true });
  const made = [...files.values()];
  await Promise.all(made.map(({ file, contents }) => writeFile(join(target, file), contents)));
  const manifest = Object.fromEntries([...files].map(([name, { file }]) => [name, file]).sort());
  await writeFile(join(target, 'manifest.json.new'), `${JSON.stringify(manifest, null, 2)}\n`);
  await rename(join(target, 'manifest.json.new'), join(target, 'manifest.json'));
  const kept = new Set(['manifest.json', ...made.map(({ file }) => file)]);
  const stale = (await readdir(target)).filter((name) => !kept.has(name));
  await Promise.all(stale.map((name) => rm(join(target, name), { recursive: true })));
}
