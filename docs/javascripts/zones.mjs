/** Where the reader and the employer are: guessed from the browser, shown, changeable. */

import { readerLocale } from "./days.mjs";

// ISO 3166-1; names come from the browser, in the page's language.
const COUNTRIES = (
  "AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS " +
  "BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE " +
  "EG ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR " +
  "HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK " +
  "LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC " +
  "NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA " +
  "SB SC SD SE SG SH SI SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TL TM TN TO TR TT TV " +
  "TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
).split(" ");

/** Every zone the browser knows, the given one included. @param {string} current */
export function zoneNames(current) {
  const known = Intl.supportedValuesOf?.("timeZone") ?? [];
  return [...new Set([...known, "UTC", current])].sort();
}

/** "Germany" for DE; the code itself where it has no name. @param {string} code */
export function countryName(code) {
  return new Intl.DisplayNames([readerLocale()], { type: "region" }).of(code) ?? code;
}

/** Codes and names, by name. @returns {[string, string][]} */
export function countryNames() {
  const pairs = COUNTRIES.map((code) => [code, countryName(code)]);
  return pairs.sort((a, b) => a[1].localeCompare(b[1], readerLocale()));
}
