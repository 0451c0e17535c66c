/**
 * Builds every screen's script and stylesheet into ../static/dist, under names that carry a hash of their
 * content, each also compressed ahead (.br, .gz). `manifest.json` there maps plain names to hashed ones and
 * lists which words each script may say, so that a page carries only the translations it needs.
 *
 * Targets are the oldest phones we serve. They all know destructuring; esbuild doubts it for old Safari and
 * would refuse the libraries that use it.
 */

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(here, "../static/dist");
const SCREENS = ["phone", "desk", "stage", "display"];
const SHEETS = [...SCREENS, "pages", "unscripted", "paper"];
const COMPRESSIBLE = /\.(js|css|svg)$/;

const options = {
  absWorkingDir: here,
  entryPoints: [
    ...SCREENS.map((name) => ({ in: `${name}/index.js`, out: name })),
    ...SHEETS.map((name) => ({ in: `styles/${name}.css`, out: name })),
    { in: "phone/keeper.js", out: "keeper" },
    { in: "phone/join.js", out: "join" },
    { in: "pages/invitation.js", out: "invitation" },
  ],
  outdir: out,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2017", "chrome69", "safari12"],
  supported: { destructuring: true },
  define: { "process.env.NODE_ENV": '"production"' },
  loader: { ".woff2": "file", ".svg": "file" },
  legalComments: "none",
  charset: "utf8",
  metafile: true,
  logLevel: "warning",
};

const SAID = /\bn?_\(\s*("(?:[^"\\]|\\.)*")/g;

/** Every literal given to `_` or `n_` in the sources of one script. */
function words(inputs) {
  const said = new Set();
  for (const path of Object.keys(inputs).filter((input) => !input.includes("node_modules"))) {
    const source = readFileSync(join(here, path), "utf8");
    for (const [, literal] of source.matchAll(SAID)) said.add(JSON.parse(literal));
  }
  return [...said].sort();
}

function writeManifest({ outputs }) {
  const files = {};
  const messages = {};
  for (const [path, output] of Object.entries(outputs)) {
    if (!output.entryPoint) continue;
    const file = basename(path);
    const name = file.replace(/-[A-Z0-9]{8}\./, ".");
    files[name] = file;
    if (name.endsWith(".js")) messages[name] = words(output.inputs);
  }
  writeFileSync(join(out, "manifest.json"), JSON.stringify({ files, messages }, null, 1));
}

function dropOld({ outputs }) {
  const fresh = new Set(Object.keys(outputs).map((path) => basename(path)));
  for (const name of readdirSync(out).filter((file) => !fresh.has(file))) rmSync(join(out, name));
}

function compress() {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  for (const name of readdirSync(out).filter((file) => COMPRESSIBLE.test(file))) {
    const content = readFileSync(join(out, name));
    writeFileSync(join(out, `${name}.br`), brotliCompressSync(content, quality));
    writeFileSync(join(out, `${name}.gz`), gzipSync(content, { level: 9 }));
  }
}

const finish = {
  name: "finish",
  setup(build) {
    build.onEnd((result) => {
      // A failed build leaves the last good one in place.
      if (result.errors.length) return;
      dropOld(result.metafile);
      writeManifest(result.metafile);
      compress();
    });
  },
};

mkdirSync(out, { recursive: true });
if (process.argv.includes("--watch")) {
  const context = await esbuild.context({ ...options, plugins: [finish] });
  await context.watch();
} else {
  await esbuild.build({ ...options, plugins: [finish] });
}
