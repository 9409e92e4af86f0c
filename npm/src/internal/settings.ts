/** Settings cross the boundary as flat pairs; a path as `path.<name>`. */
import type { ApiSettings } from "../types.js";

/** Name, value, name, value …; absent ones are left out. */
export function settingPairs(settings: ApiSettings): string[] {
  const { paths, ...flags } = settings;
  return [
    ...Object.entries(flags).flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)])),
    ...Object.entries(paths ?? {}).flatMap(([name, path]) => [`path.${name}`, path]),
  ];
}
