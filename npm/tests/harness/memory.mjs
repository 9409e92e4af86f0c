/** What a page holds once everything that can be let go of has been. */

/** Runs in the page before anything else: keeps the module's instance, for its memory and for tests that break it. */
export function keepInstance() {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...args) => {
    const result = await instantiate(...args);
    window.instance = result.instance ?? result;
    return result;
  };
}

/**
 * The page's JavaScript heap after garbage collection plus the module's memory, in bytes. Needs `keepInstance`.
 *
 * @param {import("playwright-core").Page} page
 */
export async function held(page) {
  const session = await page.context().newCDPSession(page);
  // Finalisers run in a later task and may let go of more.
  for (let round = 0; round < 3; round += 1) {
    await session.send("HeapProfiler.collectGarbage");
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 20)));
  }
  const { usedSize: heap } = await session.send("Runtime.getHeapUsage");
  const module = await page.evaluate(() => window.instance.exports.memory.buffer.byteLength);
  await session.detach();
  return { heap, module, total: heap + module };
}
