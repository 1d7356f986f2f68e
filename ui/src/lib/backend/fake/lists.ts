import type { Commands, ListGroup, MemberCard, PersonCard } from "$lib/api.gen";
import { addressOf, street } from "./address";
import { FORMATS, type Leaving } from "./leaving";
import { HAMLETS, type House } from "./village";

type Asked = "lists" | "list_preview" | "export_list" | "export_confirmation_list";
type Replies = { [K in Asked]: (args: Commands[K]["args"]) => Commands[K]["reply"] };

const now = () => Math.floor(Date.now() / 1000);
const HEADERS: Record<string, string[]> = {
  confirmation: ["Họ và tên", "Ngày sinh", "Số định danh", "Thôn, địa chỉ", "Ứng dụng, mức", "Ngày thực hiện", "Người hướng dẫn, đơn vị", "Xác nhận (ai, lúc nào)", "Ghi chú"],
  absent: ["Họ và tên", "Năm sinh", "Địa chỉ", "Những lần đến (giờ, ngày)", "Lý do, nơi đến", "Ngày về, hẹn lại", "Điện thoại"],
  ineligible: ["Họ và tên", "Năm sinh", "Địa chỉ", "Lý do", "Ghi chú"],
  approved_not_activated: ["Họ và tên", "Năm sinh", "4 số cuối", "Địa chỉ", "Mức đã phê duyệt", "Kết quả"],
  not_collected: ["Họ và tên", "Năm sinh", "4 số cuối", "Địa chỉ", "Hiện có", "Kết quả"],
  slips: ["Kính gửi", "Địa chỉ", "Còn thiếu"],
};
const TITLES: Record<string, string> = {
  confirmation: "DANH SÁCH XÁC NHẬN",
  absent: "DANH SÁCH KHÔNG CÓ MẶT",
  ineligible: "DANH SÁCH CÔNG DÂN KHÔNG ĐỦ ĐIỀU KIỆN",
  approved_not_activated: "DANH SÁCH ĐÃ PHÊ DUYỆT, CHƯA KÍCH HOẠT",
  not_collected: "DANH SÁCH CHƯA THU NHẬN HỒ SƠ MỨC 2",
  slips: "PHIẾU HỘ GIA ĐÌNH",
};

/** Lists of the made-up village: whoever fits, with invented attempts and reasons. */
export function listReplies(houses: () => House[], member: () => MemberCard | null, leaving: Leaving): Replies {
  const order = () => ["confirmation", "absent", "ineligible", "approved_not_activated", "not_collected", "slips"].filter((list) => list !== "ineligible" || member()?.role === "police");

  function groups(list: string, hamlet: string | null): ListGroup[] {
    let number = 0;
    const of = HAMLETS.map((name, h) => {
      const rows = houses()
        .filter((house) => Number(house.hamlet.slice(7)) === h)
        .flatMap((house) => house.people.map((person) => ({ house, person })))
        .filter(({ person }, n) => fits(list, person.apps[0]?.next ?? "done", n));
      const cells = rows.map(({ house, person }) => [String(++number), ...row(list, house, person)]);
      return { heading: list === "confirmation" || list === "slips" ? null : `${name}: ${cells.length} người`, rows: cells, h };
    });
    return of.filter((group) => group.rows.length > 0 && (hamlet === null || Number(hamlet.slice(7)) === group.h)).map(({ heading, rows }) => ({ heading, rows }));
  }
  const count = (list: string, hamlet: string | null) => groups(list, hamlet).reduce((sum, group) => sum + group.rows.length, 0);
  const totals = (list: string, rows: number) => [
    ...(list === "slips" ? [] : [`Danh sách có ${rows} ${list === "confirmation" ? "kết quả" : "người"}.`]),
    ...(list === "ineligible" ? [`Tỷ lệ không đủ điều kiện: ${rows}/120 = ${(rows / 1.2).toFixed(1).replace(".", ",")} %. Tử số: ${rows} người từ đủ 14 tuổi công an xã kết luận không đủ điều kiện; mẫu số: 120 người từ đủ 14 tuổi đã rà soát (công an xã đã kết luận, hoặc tổ công tác đã gặp tại nhà).`] : []),
  ];
  const write = (list: string, format: string, hamlet: string | null, save: boolean) => leaving.write(list, hamlet === null ? "xã Cẩm Tân" : (HAMLETS[Number(hamlet.slice(7))] ?? ""), count(list, hamlet), format, save);
  return {
    lists: ({ hamlet }) => ({
      as_of: now(),
      cards: order().map((list) => {
        const rows = count(list, hamlet);
        return { list, rows, totals: totals(list, rows), formats: list === "slips" ? ["docx", "pdf"] : FORMATS, last: leaving.log.find((line) => line.list === list) ?? null };
      }),
    }),
    list_preview: ({ list, hamlet, limit }) => {
      const rows = count(list, hamlet);
      let room = limit;
      const shown = groups(list, hamlet).map((group) => {
        const some = group.rows.slice(0, room);
        room -= some.length;
        return { ...group, rows: some };
      });
      return {
        title: TITLES[list] ?? list,
        subtitle: ["50 ngày đêm cao điểm VNeID", `Phạm vi: ${hamlet === null ? "xã Cẩm Tân" : (HAMLETS[Number(hamlet.slice(7))] ?? "")}. Tính đến 19:05 22/11/2025.`],
        columns: ["TT", ...(HEADERS[list] ?? [])],
        groups: shown.filter((group) => group.rows.length > 0),
        rows,
        nobody: "Không có ai trong phạm vi của danh sách này.",
        totals: totals(list, rows),
      };
    },
    export_list: ({ list, format, hamlet, save }) => write(list, format, hamlet, save),
    export_confirmation_list: ({ save }) => write("confirmation", "xlsx", null, save),
  };
}

function fits(list: string, next: string, n: number): boolean {
  if (list === "confirmation") return next === "done";
  if (list === "absent") return n % 5 === 2;
  if (list === "ineligible") return n % 11 === 4;
  if (list === "approved_not_activated") return next === "activate_level2" || next === "activate_level1";
  if (list === "not_collected") return next === "register" || next === "appointment_level2";
  return next !== "done" && next !== "not_of_age" && n % 2 === 0;
}

function row(list: string, house: House, person: PersonCard): string[] {
  const { name } = person;
  const [year, last4, address] = [String(person.birth_year ?? ""), person.last4 ?? "", street(house)];
  if (list === "confirmation") {
    const id = `000${person.sex === "female" ? 1 : 0}${year.slice(2).padStart(2, "0")}55${last4.padStart(4, "0")}`;
    return [name, `12/03/${year}`, id, addressOf(house), "VNeID mức 2: đã kích hoạt", "20/11/2025", "Trần Văn Đức, Đoàn Thanh niên xã Cẩm Tân", "Thượng uý Hoàng Minh Sơn, 19:05 21/11/2025", ""];
  }
  if (list === "absent") return [name, year, address, "19:05 18/11/2025, vắng\n20:10 20/11/2025, gặp người nhà", "học, làm ở tỉnh khác: Bình Dương", "20/01/2026", "0530 000 000"];
  if (list === "ineligible") return [name, year, address, "trẻ em, người già không sử dụng điện thoại", ""];
  if (list === "slips") return [`Gia đình ông (bà) ${name}`, address, `${name}: VNeID chưa kích hoạt mức 2`];
  return [name, year, last4, address, list === "not_collected" ? "có mức 1" : "mức 2", ""];
}
