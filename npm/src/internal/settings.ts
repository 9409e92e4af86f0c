/** Settings cross the boundary as flat pairs; a path as `path.<name>`. */
import type { ApiSettings } from "../types.js";
import { textPairs } from "./json.js";

/** Name, value, name, value …; absent ones are left out. */
export function settingPairs(settings: ApiSettings): string[] {
  const { paths, ...flags } = settings;
  return [
    ...Object.entries(flags).flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)])),
    ...textPairs(paths).map((text, at) => (at % 2 ? text : `path.${text}`)),
  ];
}
