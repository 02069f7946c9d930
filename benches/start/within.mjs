// A limit for what may never end.

/** Gives up what takes longer than a limit, in milliseconds, and says what it was. */
export async function within(limit, what, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${limit / 1000} seconds`)), limit);
  });
  try {
    return await Promise.race([work(), late]);
  } catch (cause) {
    throw new Error(`${what}: ${cause.message}`, { cause });
  } finally {
    clearTimeout(timer);
  }
}
