// `npm run bundle`: the page's script and style as Trunk takes them from target/page. The charts become a file of
// their own with a hash in its name, which the script loads when it is asked to.

import { cpSync, rmSync } from "node:fs";
import { build } from "esbuild";

rmSync("target/page", { recursive: true, force: true });
await build({
  entryPoints: { boot: "src/app/boot.js", page: "style/page.css" },
  outdir: "target/page",
  chunkNames: "charts/[name]-[hash]",
  bundle: true,
  format: "esm",
  splitting: true,
  minify: true,
  legalComments: "none",
  target: ["chrome97", "firefox102", "safari16"],
  logLevel: "info",
});

// What their licences ask to be handed on.
cpSync("node_modules/echarts/LICENSE", "target/page/charts/echarts-LICENSE.txt");
cpSync("node_modules/echarts/NOTICE", "target/page/charts/echarts-NOTICE.txt");
cpSync("node_modules/zrender/LICENSE", "target/page/charts/zrender-LICENSE.txt");
