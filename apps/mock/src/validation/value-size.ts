/** Whether a value of JSON has more values in it, itself included, or more levels of objects and lists. */
export function isLarger(value: unknown, maxValues: number, maxLevels: number = Number.POSITIVE_INFINITY): boolean {
  let values = [value];
  let count = 1;
  for (let level = 0; count <= maxValues; level++) {
    const containers = values.filter((one): one is object => typeof one === "object" && one !== null);
    if (containers.length === 0) return false;
    if (level === maxLevels) return true;
    values = containers.flatMap((container): unknown[] => Object.values(container));
    count += values.length;
  }
  return true;
}
