import type { Commands, Status, WaitingDevice } from "$lib/api.gen";

type Asked = "devices_waiting" | "accept_device";
type Replies = { [K in Asked]: (args: Commands[K]["args"]) => Commands[K]["reply"] };

const WAITING: WaitingDevice[] = [
  { device: "w1", member: "m1", role: "volunteer", name: "Nguyễn Thị Bích Ngọc", device_name: "Điện thoại của Ngọc", enrolled_at: 1_763_000_000, check_word: "K7QP" },
  { device: "w2", member: "m2", role: "leader", name: "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên", device_name: "Máy tính bảng màu xanh của tổ chuyển đổi số cộng đồng thôn Phú Lai", enrolled_at: 1_763_003_600, check_word: "W3MH" },
];

/** What a status says of acceptance. `state` awaiting: enrolled, and no officer has accepted the phone. */
export function acceptance(state: string): Pick<Status, "awaiting_acceptance" | "device_name" | "check_word"> {
  return { awaiting_acceptance: state === "awaiting", device_name: "Điện thoại của Đức", check_word: "H4RT" };
}

/** Phones that wait at the made-up server. */
export function acceptanceReplies(state: () => string): Replies {
  const decided = new Set<string>();
  const waiting = () => (state() === "empty" ? [] : WAITING.filter((one) => !decided.has(one.device)));
  return {
    devices_waiting: waiting,
    accept_device: ({ device }) => {
      decided.add(device);
      return waiting();
    },
  };
}
