// Decides in which order the functions of a wasm file compress best: those that have most in common follow each other.
//
// Nobody can call a function by its place, so any order does the same. What two functions share is estimated by the
// smallest of many hashes of their bytes (MinHash), which are equal the more often the more they share.

// How many bytes are hashed together, and by how many functions.
const BYTES = 3;
const HASHES = 128;

// Adds names to a wasm file without names, by which its functions are sorted into that order.
export function nameByOrder(wasm) {
  const bodies = functions(wasm);
  const imported = WebAssembly.Module.imports(new WebAssembly.Module(wasm));
  const first = imported.filter(({ kind }) => kind === "function").length;
  const names = [];
  order(bodies).forEach((at, place) => (names[at] = String(place).padStart(6, "0")));
  const entries = names.flatMap((name, at) => [...number(first + at), ...text(name)]);
  const map = [...number(names.length), ...entries];
  const section = [...text("name"), 1, ...number(map.length), ...map];
  return Buffer.concat([wasm, Buffer.from([0, ...number(section.length), ...section])]);
}

// The code of each function of a wasm file.
function functions(wasm) {
  const bodies = [];
  let at = 8;
  const read = () => {
    let [value, shift, byte] = [0, 0, 0];
    do {
      byte = wasm[at++];
      value += (byte & 127) * 2 ** shift;
      shift += 7;
    } while (byte > 127);
    return value;
  };
  while (at < wasm.length) {
    const section = wasm[at++];
    const length = read();
    const end = at + length;
    for (let left = section === 10 ? read() : 0; left > 0; left--) {
      const size = read();
      bodies.push(wasm.subarray(at, at + size));
      at += size;
    }
    at = end;
  }
  return bodies;
}

// A chain that goes from each function to the one of those left that has most in common with it, and else is most
// like it in length.
function order(bodies) {
  const hashes = bodies.map(smallest);
  const left = new Set(bodies.keys());
  const chain = [];
  for (let next = 0; left.size > 0; ) {
    chain.push(next);
    left.delete(next);
    const [mine, length] = [hashes[next], bodies[next].length];
    let [most, nearest] = [-1, 0];
    for (const at of left) {
      const other = hashes[at];
      let shared = 0;
      for (let hash = 0; hash < HASHES; hash++) if (mine[hash] === other[hash]) shared++;
      const distance = Math.abs(bodies[at].length - length);
      if (shared > most || (shared === most && distance < nearest)) {
        [next, most, nearest] = [at, shared, distance];
      }
    }
  }
  return chain;
}

// The smallest value of each hash function over all runs of bytes.
function smallest(body) {
  const least = new Uint32Array(HASHES).fill(0xffffffff);
  const seen = new Set();
  for (let at = 0; at + BYTES <= body.length; at++) {
    let run = 0;
    for (let byte = 0; byte < BYTES; byte++) run = (run << 8) | body[at + byte];
    if (seen.has(run)) continue;
    seen.add(run);
    const mixed = mix(run);
    for (let hash = 0; hash < HASHES; hash++) {
      const value = mix(mixed ^ Math.imul(hash + 1, 0x9e3779b1));
      if (value < least[hash]) least[hash] = value;
    }
  }
  return least;
}

// Scatters numbers of 32 bits evenly (the last steps of MurmurHash3).
function mix(value) {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

// A number in LEB128.
function number(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...number(value >>> 7)];
}

function text(value) {
  const bytes = Buffer.from(value);
  return [...number(bytes.length), ...bytes];
}
