// Cuts the page's letters out of the packages that carry them: the letters of Spanish and English, of the weights that
// the styles use. Both fonts are free to be cut and to keep their names (SIL OFL 1.1 without a reserved name).
// `subset-font` is HarfBuzz compiled to wasm, which cuts variable fonts and needs neither Python nor a compiler.

import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import subsetFont from "subset-font";

/** What both fonts weigh together at most, in bytes. */
const MOST_BYTES = 45_000;

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÁÉÍÓÚÜÑÇáéíóúüñç";
const SIGNS = "0123456789 !\"#%&'()*+,-./:;<=>?@[]_|~¡¿«»‹›–—·…“”‘’°×−±≥≤ºª€\u00a0\u202f";

/** Kerning, ligatures, tabular, proportional and lining figures. */
const FEATURES = ["kern", "liga", "locl", "mark", "tnum", "lnum", "pnum"];

const WEIGHTS = { min: 400, max: 700, default: 400 };

/** A font: its package, its file there, and which of its shapes are kept. */
const FONTS = [
  // For headings and stories, at the optical size of their letters.
  ["newsreader", "newsreader-latin-standard-normal.woff2", { opsz: 32, wght: WEIGHTS }],
  // For everything else.
  ["public-sans", "public-sans-latin-wght-normal.woff2", { wght: WEIGHTS }],
];

/** What pictures are drawn with: one weight a file. Readers receive them who ask for a picture of what they filtered. */
const PICTURE_FONTS = [
  ["newsreader-600", FONTS[0], { opsz: 32, wght: 600 }],
  ["public-sans-400", FONTS[1], { wght: 400 }],
  ["public-sans-600", FONTS[1], { wght: 600 }],
];

/** Every letter of the packages' Latin files, because a letter that a picture lacks is not drawn at all. */
const LATIN = String.fromCodePoint(...Array.from({ length: 0x17f - 0xa0 + 1 }, (_, at) => 0xa0 + at));

/** Writes the fonts and their licences into a folder. */
export async function writeFonts(folder) {
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  for (const [name, file, variationAxes] of FONTS) {
    const from = `node_modules/@fontsource-variable/${name}`;
    const whole = readFileSync(`${from}/files/${file}`);
    const cut = (targetFormat) =>
      subsetFont(whole, LETTERS + SIGNS, { targetFormat, keepFeatures: FEATURES, variationAxes, noHinting: true });
    requireTables(name, await cut("sfnt"));
    const font = await cut("woff2");
    bytes += font.length;
    writeFileSync(`${folder}/${name}.woff2`, font);
    cpSync(`${from}/LICENSE`, `${folder}/${name}-LICENSE.txt`);
  }
  for (const [name, [family, file], variationAxes] of PICTURE_FONTS) {
    const whole = readFileSync(`node_modules/@fontsource-variable/${family}/files/${file}`);
    const keep = { keepFeatures: ["kern", "liga"], noHinting: true };
    const font = await subsetFont(whole, LETTERS + SIGNS + LATIN, { targetFormat: "sfnt", variationAxes, ...keep });
    writeFileSync(`${folder}/${name}.ttf`, font);
  }
  if (bytes > MOST_BYTES) {
    throw new Error(`the fonts weigh ${bytes} bytes, more than ${MOST_BYTES}: keep fewer signs or features in src/app/fonts.js`);
  }
  console.log(`  fonts: ${bytes} bytes`);
}

/** Fails if a font lost its tabular figures, by which numbers stand below each other, or its weights. */
function requireTables(name, font) {
  const substitutions = table(font, "GSUB");
  const features = substitutions ? listFeatures(substitutions) : [];
  if (!features.includes("tnum")) {
    throw new Error(`${name} has no tabular figures any more: it has the features ${features.join(" ") || "none"}`);
  }
  if (!table(font, "fvar")) {
    throw new Error(`${name} has one weight only: its weights must stay variable`);
  }
}

/** A table of a font in the sfnt format. */
function table(font, tag) {
  const tables = font.readUInt16BE(4);
  for (let at = 12; at < 12 + 16 * tables; at += 16) {
    if (font.toString("latin1", at, at + 4) === tag) {
      const start = font.readUInt32BE(at + 8);
      return font.subarray(start, start + font.readUInt32BE(at + 12));
    }
  }
  return undefined;
}

/** The tags of the features of a GSUB table. */
function listFeatures(substitutions) {
  const list = substitutions.readUInt16BE(6);
  const count = substitutions.readUInt16BE(list);
  return Array.from({ length: count }, (_, at) =>
    substitutions.toString("latin1", list + 2 + 6 * at, list + 6 + 6 * at),
  );
}
