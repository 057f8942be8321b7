/** About the middle of each country, in whole degrees: enough for a dot on a small map when the address itself has no coordinates. */
const MIDDLES =
  "AE24,54 AF34,66 AL41,20 AM40,45 AO-12,18 AR-34,-64 AT47,14 AU-25,134 AZ40,48 BA44,18 BD24,90 BE51,4 BG43,25 BH26,51 BO-17,-65 BR-10,-53 BW-22,24 BY53,28 CA58,-106 CD-3,23 CH47,8 CI8,-6 CL-33,-71 CM6,12 CN35,104 CO4,-73 CR10,-84 CU22,-79 CY35,33 CZ50,15 DE51,10 DK56,10 DO19,-70 DZ28,3 EC-1,-78 EE59,26 EG27,30 ES40,-4 ET9,39 FI64,26 FR46,2 GB54,-2 GE42,43 GH8,-1 GR39,22 GT15,-90 HK22,114 HN15,-86 HR45,16 HU47,19 ID-2,118 IE53,-8 IL31,35 IN22,79 IQ33,44 IR32,53 IS65,-18 IT42,12 JM18,-77 JO31,36 JP36,138 KE0,38 KG41,75 KH13,105 KP40,127 KR36,128 KW29,48 KZ48,67 LA18,104 LB34,36 LK7,81 LT55,24 LU50,6 LV57,25 LY27,17 MA32,-6 MD47,29 ME43,19 MG-19,47 MK42,22 MM21,96 MN47,104 MT36,14 MU-20,58 MX23,-102 MY4,109 MZ-18,35 NG9,8 NI13,-85 NL52,5 NO61,9 NP28,84 NZ-41,173 OM21,56 PA9,-80 PE-9,-75 PG-6,144 PH13,122 PK30,70 PL52,19 PR18,-66 PS32,35 PT39,-8 PY-23,-58 QA25,51 RO46,25 RS44,21 RU61,90 RW-2,30 SA24,45 SC-5,55 SD13,30 SE62,15 SG1,104 SI46,15 SK49,19 SN14,-14 SV14,-89 SY35,38 TH15,101 TN34,9 TR39,35 TW24,121 TZ-6,35 UA49,32 UG1,32 US39,-98 UY-33,-56 UZ41,64 VE7,-66 VN16,108 YE15,48 ZA-29,24 ZM-14,28 ZW-19,30";

let middles: ReadonlyMap<string, readonly [number, number]> | undefined;

/** Latitude and longitude of a country by its two letters. */
export function middleOf(country: string): readonly [number, number] | undefined {
  middles ??= new Map(
    MIDDLES.split(" ").map((entry) => {
      const [latitude = 0, longitude = 0] = entry.slice(2).split(",").map(Number);
      return [entry.slice(0, 2), [latitude, longitude]] as const;
    }),
  );
  return middles.get(country);
}
