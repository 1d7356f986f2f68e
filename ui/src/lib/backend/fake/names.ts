/** Deterministic chance, so that every picture and test sees the same people. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

const FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô"];
const MIDDLE_F = ["Thị", "Thị Thanh", "Thị Kim", "Ngọc", "Thị Hồng"];
const MIDDLE_M = ["Văn", "Đức", "Hữu", "Quang", "Minh"];
const GIVEN_F = ["Hoà", "Thuỷ", "Lan", "Huệ", "Yến", "Mai", "Nga", "Duyên", "Tú", "Hà"];
const GIVEN_M = ["Đức", "Lực", "Tuấn", "Sơn", "An", "Khánh", "Thắng", "Lê", "Vũ", "Đạt"];

/** A made-up name. */
export function nameOf(roll: () => number, female: boolean): string {
  const pick = (from: string[]) => from[Math.floor(roll() * from.length)] ?? "";
  return [pick(FAMILY), pick(female ? MIDDLE_F : MIDDLE_M), pick(female ? GIVEN_F : GIVEN_M)].join(" ");
}

/** As it is searched: without tone marks, đ as d. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[̀-ͯ]/g, "")
    .replace(/đ/gi, "d")
    .toLowerCase();
}
