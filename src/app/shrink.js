// Makes a program small that wasm-bindgen has bound to the browser: the wasm, and its glue, the script between the two.
//
// Of both, only what somebody calls stays, and they call each other by short names: the long ones end in hashes, which
// cannot be compressed. The functions of the wasm are put into the order in which they compress best.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { execPath } from "node:process";
import { build } from "esbuild";
import { nameByOrder } from "./order.js";

// The features of wasm that the supported browsers understand. Trunk runs no wasm-opt of its own (index.html).
const FEATURES = [
  "--enable-bulk-memory",
  "--enable-multivalue",
  "--enable-mutable-globals",
  "--enable-nontrapping-float-to-int",
  "--enable-reference-types",
  "--enable-sign-ext",
];
// What makes wasm smallest once it is compressed.
const PASSES = [
  "--low-memory-unused",
  "--flatten",
  "--rereloop",
  "--one-caller-inline-max-function-size=20",
  "-Oz",
  "-Oz",
  "-Oz",
];
// What is written as small as -Oz writes it, without another search for what can be smaller.
const AS_SMALL = ["--optimize-level=2", "--shrink-level=2", "--optimize-stack-ir"];

// Shrinks the two files in place. Of the glue's own exports, those with these names stay.
export async function shrink(glue, wasm, names) {
  const calls = (await reduce(glue, names, {})).matchAll(/\bwasm\.(\w+)/g);
  const called = new Set(Array.from(calls, ([, name]) => name));
  if (!called.has("memory")) throw new Error(`${glue} is not as wasm-bindgen writes it`);
  const short = optimize(wasm, called);
  const mangleProps = new RegExp(`^(${Object.keys(short).map(escape).join("|")})$`);
  writeFileSync(
    glue,
    await reduce(glue, names, { minify: true, mangleProps, mangleQuoted: true, mangleCache: short }),
  );
}

// Reduces glue to what the exports with these names need.
async function reduce(glue, names, options) {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${names} } from ${JSON.stringify(resolve(glue))};`, resolveDir: "." },
    bundle: true,
    format: "esm",
    // Classes that nobody uses stay only for what they do when they are defined.
    define: { "Symbol.dispose": "undefined" },
    pure: ["FinalizationRegistry"],
    legalComments: "none",
    logLevel: "warning",
    write: false,
    ...options,
  });
  return outputFiles[0].text;
}

// Optimizes wasm in place, without the exports that nobody calls. Returns the short name of each import and export.
function optimize(wasm, called) {
  const exported = WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(wasm)));
  const uncalled = exported.map(({ name }) => name).filter((name) => !called.has(name));
  const removal = uncalled.length > 0 ? ["--remove-exports", `--pass-arg=remove-exports@${uncalled}`] : [];
  run(wasm, [...removal, ...PASSES, "--strip-producers", "--strip-target-features"]);
  writeFileSync(wasm, nameByOrder(readFileSync(wasm)));
  const names = ["--reorder-functions-by-name", "--minify-imports-and-exports-and-modules"];
  const { imports, exports } = JSON.parse(run(wasm, [...AS_SMALL, ...names]));
  const short = { ...Object.fromEntries(exports) };
  for (const [module, long, name] of imports) {
    // All come from one module, which wasm-opt names so.
    short[module] = "a";
    short[long] = name;
  }
  return short;
}

// Runs wasm-opt on a file in place. Returns what it prints.
function run(wasm, options) {
  const program = "node_modules/binaryen/bin/wasm-opt";
  const args = [program, ...FEATURES, wasm, ...options, "-o", wasm];
  return execFileSync(execPath, args, { encoding: "utf8", maxBuffer: 2 ** 24 });
}

// Lets a text stand for itself in a regular expression.
function escape(text) {
  return text.replaceAll(/\W/g, "\\$&");
}
