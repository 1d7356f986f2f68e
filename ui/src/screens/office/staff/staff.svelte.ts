import type { ApiError, HamletCard, StaffDevice, StaffLink, StaffMember, StaffPage } from "$lib/api.gen";
import { asApiError } from "$lib/backend";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";
import { folded } from "$lib/words/fold";

/** By what members stand together. */
export type Grouping = "organisation" | "hamlet" | "role";
/** What is being done, one thing at a time. */
export type Doing =
  | { what: "invite"; again: StaffMember | null }
  | { what: "link"; member: StaffMember; lost: StaffDevice | null }
  | { what: "scope"; member: StaffMember }
  | { what: "revoke-device"; member: StaffMember; device: StaffDevice }
  | { what: "revoke-member"; member: StaffMember };

/** Who works with the book, as the server said last. */
export class Staff {
  readonly page = new Loaded<StaffPage>();
  readonly hamlets = new Loaded<HamletCard[]>();
  text = $state("");
  hamlet = $state<string | null>(null);
  grouping = $state<Grouping>("organisation");
  /** Also those who were revoked. */
  gone = $state(false);
  /** Whose panel is open. */
  chosen = $state<string | null>(null);
  doing = $state.raw<Doing | null>(null);
  /** The link on the screen; it is nowhere else. */
  link = $state.raw<StaffLink | null>(null);
  busy = $state(false);
  error = $state.raw<ApiError | null>(null);

  async load() {
    if (this.hamlets.value === null) void this.hamlets.load(() => session.ask("hamlets", {}));
    await this.page.load(() => session.ask("staff", {}));
  }

  get members(): StaffMember[] {
    return this.page.value?.members ?? [];
  }
  get current(): StaffMember | null {
    return this.members.find((one) => one.member === this.chosen) ?? null;
  }
  /** Those in view, in the order of the list. */
  get shown(): StaffMember[] {
    const words = folded(this.text.trim());
    return this.members.filter((one) => {
      if (one.revoked_at !== null && !this.gone) return false;
      if (this.hamlet !== null && one.hamlets !== null && !one.hamlets.some((hamlet) => hamlet.id === this.hamlet)) return false;
      const said = folded([one.name, one.organisation ?? "", ...one.devices.map((device) => device.name)].join(" "));
      return words === "" || said.includes(words);
    });
  }
  get waiting(): number {
    return this.members.flatMap((one) => one.devices).filter((device) => device.state === "waiting").length;
  }

  /** Does one thing at the server; gives whether it is done. What it said of everybody is shown at once. */
  async act(question: () => Promise<StaffPage | StaffLink>): Promise<boolean> {
    if (this.busy) return false;
    [this.busy, this.error] = [true, null];
    try {
      const answer = await question();
      if ("qr" in answer) {
        this.link = answer;
        this.page.value = answer.page;
        this.chosen = answer.member;
      } else this.page.value = answer;
      this.doing = null;
      return true;
    } catch (thrown) {
      this.error = asApiError(thrown);
      // Somebody else was quicker: what stands now is shown behind the question.
      if (this.error.code === "conflict") void this.load();
      return false;
    } finally {
      this.busy = false;
    }
  }

  begin(doing: Doing) {
    this.error = null;
    this.doing = doing;
  }
  leave() {
    this.doing = null;
    this.error = null;
  }
}
