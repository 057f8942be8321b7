import type { Investigation } from "../../model/index.ts";
import { escapeText } from "../report/escape.ts";
import { h } from "../report/html/page.ts";

/** The continents, coarsely: a person has to know where a dot is, not how a coast goes. Longitude and latitude. */
const LAND: readonly string[] = [
  "-166,66 -156,71 -125,70 -95,72 -82,68 -94,59 -82,52 -78,62 -65,59 -56,52 -66,45 -76,35 -81,25 -84,30 -97,26 -95,18 -88,21 -84,10 -78,8 -85,10 -105,20 -117,32 -124,40 -125,49 -135,58 -152,59 -165,55",
  "-78,8 -62,10 -50,0 -35,-6 -39,-15 -48,-27 -58,-38 -66,-46 -69,-55 -75,-50 -71,-30 -71,-18 -81,-5",
  "-17,15 -10,31 0,36 11,37 20,31 32,31 38,18 43,11 51,12 41,-3 40,-15 33,-27 26,-34 18,-34 12,-18 13,-6 9,4 -8,5",
  "-9,37 -9,43 -1,44 -4,48 3,51 8,54 10,58 5,61 14,68 26,71 41,67 60,69 80,73 105,78 140,73 180,69 178,63 162,58 156,52 155,60 142,59 135,54 140,47 129,42 126,35 122,40 118,39 122,31 118,24 109,20 107,11 103,2 99,9 98,16 91,22 80,15 77,8 73,18 67,25 57,26 50,30 56,24 59,22 52,16 44,13 35,28 36,36 27,37 26,41 20,37 18,41 13,45 18,40 15,38 9,44 3,43 -1,37",
  "114,-22 122,-18 131,-12 137,-12 141,-17 143,-11 153,-27 150,-37 141,-38 131,-32 116,-35",
  "-55,60 -43,60 -22,70 -20,80 -35,83 -60,81 -68,76 -54,70",
  "130,31 136,34 141,36 142,43 145,44 141,45 139,38 131,34",
  "-5,50 1,51 0,54 -3,58 -6,57 -4,54",
  "95,5 105,-6 115,-8 109,-2 118,1 117,6 103,1",
  "131,-1 141,-3 150,-10 138,-8",
  "167,-46 174,-41 173,-35 178,-38 171,-45",
  "44,-25 50,-15 47,-25",
];

const SHOWN = 60;

/** Addresses on a map. Its twin is the table of addresses. */
export function mapSvg(found: Investigation, label: string): string {
  const placed = found.places.filter((p) => p.latitude !== undefined && p.longitude !== undefined).slice(0, SHOWN);
  if (placed.length === 0) return "";
  const x = (longitude: number) => ((longitude + 180) * 960) / 360;
  const y = (latitude: number) => ((85 - latitude) * 400) / 145;
  const land = LAND.map((shape) => {
    const points = shape.split(" ").map((point) => {
      const [longitude = 0, latitude = 0] = point.split(",").map(Number);
      return `${x(longitude).toFixed(0)},${y(latitude).toFixed(0)}`;
    });
    return `<polygon points="${points.join(" ")}"/>`;
  });
  const dots = placed.map((p) => {
    const name = escapeText(`${p.ip} ${p.country} ${p.network} ×${p.n}`);
    const radius = Math.min(14, 4 + Math.log2(1 + p.n)).toFixed(1);
    return `<circle cx="${x(p.longitude as number).toFixed(1)}" cy="${y(p.latitude as number).toFixed(1)}" r="${radius}" class="${p.isNew ? "new" : "usual"}"><title>${h(name)}</title></circle>`;
  });
  return `<svg role="img" aria-label="${h(escapeText(label))}" viewBox="0 0 960 400" class="map"><g class="land">${land.join("")}</g>${dots.join("")}</svg>`;
}
