import type { Investigation, Located } from "../../model/index.ts";
import { drawings, px, svg, t } from "./label.ts";

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

/** Addresses of one place. */
interface Dot {
  readonly longitude: number;
  readonly latitude: number;
  readonly label: string;
  readonly calls: number;
  readonly isNew: boolean;
}

const hasPlace = (p: Located) => p.latitude !== undefined && p.longitude !== undefined;

/** How many addresses the map can show. */
export function placedOf(found: Investigation): number {
  return found.places.filter(hasPlace).length;
}

/** Addresses on a map, new ones as diamonds. Its twin is the table of addresses. */
export function mapDrawing(found: Investigation, label: string): string {
  const dots = dotsOf(found);
  if (dots.length === 0) return "";
  return drawings(drawn(dots, label, [960, 400], 14), drawn(dots, label, [360, 200], 9));
}

/** Addresses of the same place are one dot: drawn upon each other they would look like one, and hide the new. */
function dotsOf(found: Investigation): readonly Dot[] {
  const groups = new Map<string, Located[]>();
  for (const place of found.places.filter(hasPlace)) {
    const key = `${place.latitude} ${place.longitude}`;
    const group = groups.get(key);
    if (group) group.push(place);
    else groups.set(key, [place]);
  }
  return [...groups.values()]
    .map((group) => {
      const [first] = group as [Located];
      return {
        longitude: first.longitude as number,
        latitude: first.latitude as number,
        label: group.length === 1 ? first.country : `${first.country} ${group.length}`,
        calls: group.reduce((sum, p) => sum + p.n, 0),
        isNew: group.some((p) => p.isNew),
      };
    })
    .toSorted((a, b) => Number(b.isNew) - Number(a.isNew) || b.calls - a.calls)
    .slice(0, SHOWN);
}

function drawn(dots: readonly Dot[], label: string, size: readonly [number, number], most: number): string {
  const x = (longitude: number) => ((longitude + 180) * size[0]) / 360;
  const y = (latitude: number) => ((85 - Math.max(-60, Math.min(85, latitude))) * size[1]) / 145;
  const land = LAND.map((shape) => {
    const points = shape.split(" ").map((point) => {
      const [longitude = 0, latitude = 0] = point.split(",").map(Number);
      return `${px(x(longitude))},${px(y(latitude))}`;
    });
    return `<polygon points="${points.join(" ")}"/>`;
  });
  const taken: (readonly [number, number, number])[] = [];
  const marks = dots.map((dot) => {
    const [cx, cy, r] = [x(dot.longitude), y(dot.latitude), Math.min(most, most / 3 + Math.log2(1 + dot.calls))] as const;
    const shape = dot.isNew
      ? `<path d="M${px(cx)} ${px(cy - r - 1)} l${px(r + 1)} ${px(r + 1)} l${px(-r - 1)} ${px(r + 1)} l${px(-r - 1)} ${px(-r - 1)} z" class="new"/>`
      : `<circle cx="${px(cx)}" cy="${px(cy)}" r="${px(r)}" class="usual"/>`;
    return shape + nameOf(dot, [cx, cy, r], size[0], taken);
  });
  return svg("map", label, size, `<g class="land">${land.join("")}</g>${marks.join("")}`);
}

/** Beside the dot where there is room; a name that would cover another is in the table only. */
function nameOf(
  { label }: Dot,
  [cx, cy, r]: readonly [number, number, number],
  width: number,
  taken: (readonly [number, number, number])[],
): string {
  const name = Array.from(label).slice(0, 12).join("");
  const room = name.length * 7.5;
  const places = [cx + r + 3, cx - r - 3 - room].flatMap((left) => [4, 16, -8].map((down) => [left, cy + down] as const));
  const free = places.find(
    ([left, at]) =>
      left > 0 && left + room < width && taken.every(([l, a, w]) => left + room < l || left > l + w || Math.abs(at - a) >= 12),
  );
  if (!free || name === "") return "";
  taken.push([free[0], free[1], room]);
  return `<text x="${px(free[0])}" y="${px(free[1])}">${t(name)}</text>`;
}
