// Starts the page: the glue and the wasm that Trunk names in index.html and, when the page asks for them, the charts.
// A file of its own, because the page's content security policy allows no script inside it.

// For chart.rs: the charts come after the first paint, and with them what bundle.js has made of options.js.
globalThis.importCharts = async () => {
  const [charts, options] = await Promise.all([import("./echarts.js"), import(OPTIONS)]);
  return { ...charts, ...options };
};

// The page's address changes while references stay relative to it, and browsers ask for the icon again.
const icon = document.querySelector("link[rel=icon]");
icon.href = icon.href;

try {
  const { default: start } = await import(document.getElementById("glue").href);
  await start({ module_or_path: document.getElementById("wasm").href });
} catch (error) {
  document.getElementById("not-started").hidden = false;
  throw error;
}
