// The program that makes the options of ECharts: what `cargo site` has compiled of options.rs.

import start, { option } from "../../target/options/options.js";
import wasm from "../../target/options/options_bg.wasm";

await start({ module_or_path: new URL(wasm, import.meta.url) });

export { option };
