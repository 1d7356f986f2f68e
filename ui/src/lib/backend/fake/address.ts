import { HAMLETS, type House } from "./village";

/** As the device writes it: "số 12, ngõ 5". */
export const street = (house: House): string => [house.house && `số ${house.house}`, house.lane].filter(Boolean).join(", ");

/** With the hamlet before it, as in a list that is not grouped by hamlet. */
export const addressOf = (house: House): string => [HAMLETS[Number(house.hamlet.slice(7))] ?? "", street(house)].filter(Boolean).join(", ");
