// Starts the wasm of the check in a worker of its own, so that the page goes on answering.
importScripts("check.js");
wasm_bindgen({ module_or_path: "check_bg.wasm" });
