// `npm run finish FOLDER`: makes the page's program small where Trunk has put it, and names its two files by what is in
// them now.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { shrink } from "./shrink.js";

const folder = argv[2];
const files = readdirSync(folder);
const glue = files.find((file) => /^app-.*\.js$/.test(file));
const wasm = files.find((file) => /^app-.*\.wasm$/.test(file));
await shrink(join(folder, glue), join(folder, wasm), ["default", "start"]);

const hash = createHash("sha256");
for (const file of [glue, wasm]) hash.update(readFileSync(join(folder, file)));
const name = `app-${hash.digest("hex").slice(0, 16)}`;
let page = readFileSync(join(folder, "index.html"), "utf8");
for (const [file, named] of [[glue, `${name}.js`], [wasm, `${name}_bg.wasm`]]) {
  renameSync(join(folder, file), join(folder, named));
  page = page.replaceAll(file, named);
}
writeFileSync(join(folder, "index.html"), page);
