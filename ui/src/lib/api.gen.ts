// Generated from crates/api by `make generate`. Do not edit.

export type Nothing = Record<symbol, never>;

export type DeviceState = "new" | "locked" | "open";

export type Status = { 
/**
 * `new` (not enrolled), `locked`, `open`.
 */
state: DeviceState, 
/**
 * The number of the member whose turn it is on this device, from 1; 0 in practice and where nobody is
 * enrolled yet.
 */
number: number, 
/**
 * How many members work on this device, each with a PIN of their own.
 */
members: number, 
/**
 * Whose device; present once enrolled, also while locked (the lock screen shows the name).
 */
member: MemberCard | null, 
/**
 * The book's name as people call it: "xã Cẩm Tân". Absent before enrolment.
 */
book: string | null, 
/**
 * The campaign; absent before the first sync or while locked.
 */
campaign: CampaignCard | null, 
/**
 * Practice data: one banner, "dữ liệu luyện tập".
 */
practice: boolean, 
/**
 * Practice on this device alone (`practice_start`): nothing is kept, nothing can be sent.
 */
rehearsal: boolean, 
/**
 * Counts of own work; while locked all but `unsent` are zero, since the file is closed.
 */
work: WorkCounts, 
/**
 * False when `work.unsent` is not known: while locked, and the number kept beside the file is not
 * there.
 */
unsent_known: boolean, 
/**
 * The last sync that was tried, if any.
 */
last_sync: SyncStory | null, 
/**
 * The server was restored from a backup and gives nothing out until the police have looked through
 * who is revoked; work is received all the same.
 */
reads_wait: boolean, 
/**
 * By how much this device's clock is off, as the last sync taught: positive when it is slow.
 * Absent within two minutes.
 */
clock_off_seconds: number | null, 
/**
 * The grant has run out: a sync renews it. Told, and blocks nothing.
 */
grant_expired: boolean, 
/**
 * No officer has accepted this device yet: nothing comes from the server, and what is said is kept.
 */
awaiting_acceptance: boolean, 
/**
 * What this device called itself when it enrolled; empty while locked, and for one of before.
 */
device_name: string, 
/**
 * Four letters by which an officer knows this device on their list; empty while locked.
 */
check_word: string, 
/**
 * The names of the colleagues who keep one file with this member on this computer; empty for everybody
 * who has a file alone.
 */
shares_with: Array<string>, 
/**
 * An officer with a file alone although colleagues of the same book are on this computer: they may see
 * other things.
 */
apart: boolean, 
/**
 * The program's version.
 */
version: string, };

export type MemberCard = { 
/**
 * Full name.
 */
name: string, 
/**
 * The glossary's role: volunteer, leader, hamlet-head, police, office, inspector.
 */
role: string, 
/**
 * Đoàn Thanh niên xã …; absent when none was given.
 */
organisation: string | null, };

export type CampaignCard = { 
/**
 * Its title.
 */
title: string, 
/**
 * Its slogan, if any.
 */
theme: string | null, 
/**
 * First day.
 */
starts: string, 
/**
 * Last day, inclusive.
 */
ends: string, 
/**
 * Daily hours of field work, from.
 */
hour_from: number, 
/**
 * Daily hours of field work, to.
 */
hour_to: number, 
/**
 * What is asked, in the order of the door flow.
 */
apps: Array<AskedAppCard>, 
/**
 * What is due when, by date.
 */
milestones: Array<MilestoneCard>, 
/**
 * Why a visit now deserves a word of warning: `outside_hours`, `not_started`, `ended`.
 */
warning: string | null, 
/**
 * Whom citizens call to check a volunteer: an office and its telephone; absent when the office gave
 * none.
 */
contact: string | null, };

export type AskedAppCard = { 
/**
 * vneid, ihanoi, etax.
 */
app: string, 
/**
 * Asked of people of at least so many years.
 */
minimum_age: number, 
/**
 * Its pages in the official stores, Google Play first; at most one each.
 */
links: Array<StoreLinkCard>, };

export type StoreLinkCard = { 
/**
 * google_play, app_store.
 */
store: string, 
/**
 * The whole address, at most 200 bytes; never another host than the store's.
 */
address: string, };

export type MilestoneCard = { 
/**
 * In the plan's words.
 */
title: string, 
/**
 * Due at the end of this day.
 */
due: string, };

export type WorkCounts = { 
/**
 * Saved on this device, no receipt yet.
 */
unsent: number, 
/**
 * Received by the server and admitted.
 */
received: number, 
/**
 * Claims waiting for the reviewer (among the received).
 */
waiting: number, 
/**
 * Claims confirmed.
 */
confirmed: number, 
/**
 * Claims returned.
 */
returned: number, 
/**
 * Waiting in the server's inbox for a person.
 */
held: number, 
/**
 * The office said no.
 */
rejected: number, 
/**
 * The office said it again in the right place; that counts instead.
 */
reassigned: number, };

export type SyncStory = { 
/**
 * When it began.
 */
at: number, 
/**
 * How it ended: `done`, an error's code, or `check_failed`: it went through, and a hamlet is still
 * not the same on both sides.
 */
outcome: string, 
/**
 * Deltas sent and receipted.
 */
sent: number, 
/**
 * Deltas received.
 */
received: number, 
/**
 * Requests made.
 */
requests: number, 
/**
 * Bytes of bodies sent.
 */
bytes_up: number, 
/**
 * Bytes of bodies received.
 */
bytes_down: number, };

export type Enrol = { 
/**
 * The link as printed by the server.
 */
link: string, 
/**
 * Six digits or more. It never leaves the device.
 */
pin: string, 
/**
 * What to call this device on the office's list of devices.
 */
device_name: string | null, };

export type Unlock = { 
/**
 * Six digits or more.
 */
pin: string, };

export type WaitingDevice = { 
/**
 * Its incarnation, as text: what `accept_device` names.
 */
device: string, 
/**
 * Whose it would be.
 */
member: string, 
/**
 * The role's word.
 */
role: string, 
/**
 * The member's full name.
 */
name: string, 
/**
 * What the device calls itself.
 */
device_name: string, 
/**
 * When it enrolled, by the server's clock.
 */
enrolled_at: number, 
/**
 * The four letters that its screen shows.
 */
check_word: string, };

export type AcceptDevice = { 
/**
 * The device.
 */
device: string, 
/**
 * Whether it is accepted; else it is refused, as if revoked.
 */
accept: boolean, };

export type StaffPage = { 
/**
 * By name.
 */
members: Array<StaffMember>, 
/**
 * What officers did about them on their own devices, the last first.
 */
log: Array<StaffLog>, 
/**
 * The roles that this officer may invite.
 */
roles: Array<string>, 
/**
 * This officer has the whole book, and may invite for it.
 */
whole_book: boolean, };

export type StaffMember = { 
/**
 * The member's id.
 */
member: string, 
/**
 * Full name.
 */
name: string, 
/**
 * volunteer, leader, hamlet-head, police, office, inspector.
 */
role: string, 
/**
 * Of which organisation.
 */
organisation: string | null, 
/**
 * The hamlets of the scope; null for the whole book.
 */
hamlets: Array<StaffHamlet> | null, 
/**
 * The server's words that this shows, to be named by whoever changes something.
 */
seen: number, 
/**
 * Since when it reads nothing, seconds.
 */
revoked_at: number | null, 
/**
 * Until when a link may be used that was handed out and nobody has used.
 */
link_until: number | null, 
/**
 * This officer may change something about it.
 */
may_change: boolean, 
/**
 * It is this officer.
 */
me: boolean, 
/**
 * Its devices, the latest first.
 */
devices: Array<StaffDevice>, 
/**
 * The lanes it has tonight, as this device knows them.
 */
lanes: Array<StaffLane>, };

export type StaffHamlet = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name; empty while this device has not heard of it.
 */
name: string, };

export type StaffLane = { 
/**
 * The hamlet's name.
 */
hamlet: string, 
/**
 * As doors name it; empty for doors without one.
 */
lane: string, 
/**
 * odd, even; absent for both.
 */
side: string | null, };

export type StaffDevice = { 
/**
 * Its incarnation.
 */
device: string, 
/**
 * What it calls itself.
 */
name: string, 
/**
 * The four letters that its screen shows while it waits.
 */
check_word: string, 
/**
 * Seconds, the server's clock.
 */
enrolled_at: number, 
/**
 * waiting, accepted, revoked.
 */
state: string, 
/**
 * How many statements the server has of it.
 */
received: number, 
/**
 * How many it had written and not sent when it was last heard of; null while it never said so.
 */
unsent: number | null, 
/**
 * When it was last heard of; null for never.
 */
last_sync: number | null, 
/**
 * It is this one.
 */
this: boolean, };

export type StaffLog = { 
/**
 * Seconds, the server's clock.
 */
at: number, 
/**
 * Who did it.
 */
by: string, 
/**
 * invited, link, device_revoked, member_revoked, assigned, other.
 */
act: string, 
/**
 * About whom, by id.
 */
member: string, 
/**
 * The device's own name, for what concerns one.
 */
device: string | null, };

export type NewInvitation = { 
/**
 * A fresh random id that the screen made: asked again with the same one, it is the same person.
 */
member: string, 
/**
 * Full name.
 */
name: string, 
/**
 * volunteer, leader, hamlet-head, police, office, inspector.
 */
role: string, 
/**
 * Of which organisation.
 */
organisation: string | null, 
/**
 * Ids of the hamlets; null for the whole book.
 */
hamlets: Array<string> | null, 
/**
 * For how many hours the link may be used, 1 to 168.
 */
hours: number, };

export type NewLink = { 
/**
 * The member's id.
 */
member: string, 
/**
 * As [`StaffMember`] said it.
 */
seen: number, 
/**
 * The lost device, which is revoked with it.
 */
replaces: string | null, 
/**
 * For how many hours the link may be used, 1 to 168.
 */
hours: number, };

export type RevokeDevice = { 
/**
 * Its incarnation.
 */
device: string, 
/**
 * As its [`StaffMember`] said it.
 */
seen: number, };

export type RevokeMember = { 
/**
 * The member's id.
 */
member: string, 
/**
 * As [`StaffMember`] said it.
 */
seen: number, };

export type NewScope = { 
/**
 * The member's id.
 */
member: string, 
/**
 * As [`StaffMember`] said it.
 */
seen: number, 
/**
 * Ids of the hamlets, at least one.
 */
hamlets: Array<string>, };

export type StaffLink = { 
/**
 * Whose device it makes.
 */
member: string, 
/**
 * Full name.
 */
name: string, 
/**
 * What a QR holds: the page's form where the page has an address of its own, else the app's.
 */
qr: string, 
/**
 * For the app, to be opened or pasted.
 */
link: string, 
/**
 * Until when it may be used, seconds.
 */
until: number, 
/**
 * This device knows no address of the server but this computer's own, where no phone finds it.
 */
here_only: boolean, 
/**
 * Everybody, as they stand now.
 */
page: StaffPage, };

export type PrintLink = { 
/**
 * What the QR holds, as [`StaffLink`] gave it.
 */
qr: string, 
/**
 * Full name of whose device it makes.
 */
name: string, 
/**
 * The role's word.
 */
role: string, 
/**
 * Where the member works, in words.
 */
place: string, 
/**
 * Until when it may be used, seconds.
 */
until: number, 
/**
 * a6 or a4.
 */
paper: string, 
/**
 * Save it among the person's downloads.
 */
save: boolean, };

export type AssignmentFilter = { 
/**
 * Of this hamlet's id; null for all.
 */
hamlet: string | null, 
/**
 * Also those that have a result.
 */
closed: boolean, };

export type AssignmentPage = { 
/**
 * Those that lack most and are due first come first; closed ones last.
 */
assignments: Array<AssignmentCard>, 
/**
 * How many of them lack something.
 */
lacking: number, 
/**
 * How many are late.
 */
late: number, 
/**
 * This member may begin and change them.
 */
may_write: boolean, };

export type AssignmentCard = { 
/**
 * Its id.
 */
id: string, 
/**
 * The hamlet's id.
 */
hamlet: string, 
/**
 * The hamlet's name.
 */
place: string, 
/**
 * collect, activate, ihanoi, etax, canvass.
 */
task: string, 
/**
 * Who does it.
 */
who: string | null, 
/**
 * Who answers for it.
 */
accountable: string | null, 
/**
 * By when, inclusive.
 */
due: string | null, 
/**
 * How much: people to reach, or doors for canvass.
 */
goal: number | null, 
/**
 * What came of it.
 */
result: string | null, 
/**
 * What is missing of the five, in their order: who, task, progress, result, accountable.
 */
missing: Array<string>, 
/**
 * Due before today, and no result.
 */
late: boolean, 
/**
 * How far the hamlet has come with it, counted from the book.
 */
progress: AssignmentProgress, 
/**
 * No receipt yet.
 */
unsent: boolean, };

export type AssignmentProgress = { 
/**
 * People of whom a reviewer confirmed it or the police said so; for canvass doors done.
 */
done: number, 
/**
 * People of whom it was claimed and not returned, confirmed ones among them; for canvass doors done.
 */
claimed: number, 
/**
 * People of whom the campaign asks something; for canvass doors in all.
 */
of: number, };

export type NewAssignment = { 
/**
 * The one that it changes; absent to begin one.
 */
of: string | null, 
/**
 * The hamlet's id; that of the one it changes.
 */
hamlet: string, 
/**
 * collect, activate, ihanoi, etax, canvass.
 */
task: string, 
/**
 * Who does it.
 */
who: string | null, 
/**
 * Who answers for it.
 */
accountable: string | null, 
/**
 * By when, `yyyy-mm-dd`.
 */
due: string | null, 
/**
 * How much, at least 1.
 */
goal: number | null, 
/**
 * What came of it; with it the assignment is closed.
 */
result: string | null, };

export type HeldFilter = { 
/**
 * Only what is held for this reason: malformed, unknown_kind, out_of_scope, role_may_not, unknown_subject,
 * revoked, after_close. Absent for all.
 */
reason: string | null, 
/**
 * Only what comes after this: the `next` of the page before. Absent for the first page.
 */
after: string | null, 
/**
 * At most so many (1–200).
 */
limit: number, };

export type HeldPage = { 
/**
 * This page.
 */
items: Array<HeldItem>, 
/**
 * How many are held in all, whatever the reason asked for.
 */
total: number, 
/**
 * How many for each reason.
 */
reasons: Array<FilterCount>, 
/**
 * What to ask for the next page with; absent on the last.
 */
next: string | null, 
/**
 * What became of what was decided with this question; empty when nothing was.
 */
decided: Array<HeldOutcome>, };

export type HeldItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * The kind's name; `unknown` for one of a newer program, `unreadable` when nothing can be read.
 */
kind: string, 
/**
 * Why it is held, as in `HeldFilter`.
 */
reason: string, 
/**
 * When the server received it.
 */
received_at: number, 
/**
 * When it was said, by the author's device; absent when it cannot be read.
 */
said_at: number | null, 
/**
 * The author's clock was clearly wrong.
 */
clock_doubtful: boolean, 
/**
 * Who said it.
 */
by: string, 
/**
 * As what: volunteer, leader, hamlet-head, police, office, inspector, server.
 */
role: string, 
/**
 * The author's organisation, if any.
 */
organisation: string | null, 
/**
 * What the author's device calls itself.
 */
device_name: string, 
/**
 * Who or what it is about, as far as this device knows.
 */
about: About, 
/**
 * vneid, ihanoi, etax; absent for what is about no app.
 */
app: string | null, 
/**
 * VNeID 1 or 2, 0 for other apps; absent for what is about no app.
 */
level: number | null, 
/**
 * official_list, police_entry, volunteer_claim, citizen_statement; absent for what has none.
 */
source: string | null, 
/**
 * What it says, field by field; empty when it cannot be read.
 */
says: Array<SaidField>, 
/**
 * What stands now in the place that it would take, the one that is shown first, with the same fields in
 * the same order. Empty where nothing stands, and for what just adds.
 */
stands: Array<HeadCard>, 
/**
 * The person it is about, if here.
 */
person: PersonOfReview | null, 
/**
 * What the official list says of that person and app; absent when none, or when it is about no app.
 */
official: Official | null, 
/**
 * Of what it may be said instead: `resident`, `household`, `hamlet`. Absent when of nothing else.
 */
points_at: string | null, };

export type DecideHeld = { 
/**
 * Their ids (1–200), in the order in which they are decided; one to reassign.
 */
ids: Array<string>, 
/**
 * `admit`: it counts, with what leans on it; `reject`: it never will; `reassign`: the office says it again
 * on the author's behalf.
 */
decision: string, 
/**
 * Why, for the author, at most 1,000 bytes; needed to reject.
 */
words: string | null, 
/**
 * To reassign: the id of the resident, household or hamlet of which it is said now; absent for the same.
 */
to: string | null, 
/**
 * The page to give afterwards.
 */
filter: HeldFilter, };

export type HeldOutcome = { 
/**
 * Its id.
 */
id: string, 
/**
 * `admitted`, `rejected`, `reassigned`, `held` (on, for another reason), `unable` (nothing changed).
 */
became: string, 
/**
 * For `held`, the reason. For `unable`, why: not_held, unreadable, unknown_kind, unknown_subject,
 * leans_on_held, no_words, no_other_place, role_may_not, not_yours, out_of_scope.
 */
why: string | null, };

export type LocalMember = { 
/**
 * From 1; what `switch_member` takes. Stays the same for as long as the member is on this device.
 */
number: number, 
/**
 * Full name.
 */
name: string, 
/**
 * The glossary's role.
 */
role: string, 
/**
 * Absent when none was given.
 */
organisation: string | null, 
/**
 * The book's name: "xã Cẩm Tân".
 */
book: string, 
/**
 * How much of this member's work waits to be handed in; absent when it is not known.
 */
unsent: number | null, 
/**
 * Whose turn it is.
 */
current: boolean, };

export type OfMember = { 
/**
 * As `members` says.
 */
number: number, };

export type HamletCard = { 
/**
 * Its id.
 */
id: string, 
/**
 * "Thôn Phú Lai".
 */
name: string, 
/**
 * Doors in all.
 */
doors: number, 
/**
 * Doors whose last visit since the campaign's start met somebody or needs no return.
 */
doors_done: number, 
/**
 * Doors to come back to.
 */
doors_come_back: number, 
/**
 * Of the doors done, those with people who were not reached.
 */
doors_done_in_part: number, 
/**
 * People at doors done who were not reached.
 */
people_unreached: number, 
/**
 * People living here of whom the campaign asks something.
 */
people: number, 
/**
 * Of these, people who still lack something.
 */
people_lacking: number, 
/**
 * Of these, people whose VNeID level is approved and not activated: the most valuable list.
 */
approved_not_activated: number, };

export type OfHamlet = { 
/**
 * Its id.
 */
hamlet: string, };

export type LaneCard = { 
/**
 * Its name; empty for doors without a lane.
 */
lane: string, 
/**
 * Doors in all.
 */
doors: number, 
/**
 * Doors done.
 */
doors_done: number, 
/**
 * Doors to come back to.
 */
doors_come_back: number, 
/**
 * Of the doors done, those with people who were not reached.
 */
doors_done_in_part: number, 
/**
 * People at doors done who were not reached.
 */
people_unreached: number, 
/**
 * Who has it tonight, the first to take it first; two who took it offline both show.
 */
taken: Array<TakingCard>, };

export type TakingCard = { 
/**
 * Its id, to give the lane back.
 */
id: string, 
/**
 * Who has it.
 */
holder: string, 
/**
 * This member has it.
 */
mine: boolean, 
/**
 * Said on this device, so it can be taken back.
 */
own: boolean, 
/**
 * Given by a leader.
 */
given: boolean, 
/**
 * `odd`, `even`; absent for both sides.
 */
side: string | null, 
/**
 * Over then, by itself.
 */
until: number, 
/**
 * No receipt yet: the others do not know.
 */
unsent: boolean, };

export type DoorFilter = { 
/**
 * The hamlet; absent for all of the device.
 */
hamlet: string | null, 
/**
 * The lane; absent for all.
 */
lane: string | null, 
/**
 * `all`, `to_do`, `done`, `come_back` (visited and not done, or done with people not reached),
 * `approved_not_activated`, `mine` (in lanes that this member has tonight, or given to this member, and to
 * do).
 */
show: string, 
/**
 * Skip so many.
 */
offset: number, 
/**
 * At most so many (1–1000).
 */
limit: number, };

export type DoorPage = { 
/**
 * How many match in all.
 */
total: number, 
/**
 * This page.
 */
doors: Array<DoorCard>, };

export type DoorCard = { 
/**
 * The household's id.
 */
id: string, 
/**
 * Lane; empty when none.
 */
lane: string, 
/**
 * House number; empty when none.
 */
house: string, 
/**
 * Head of household; empty when unknown.
 */
head: string, 
/**
 * People living here.
 */
people: number, 
/**
 * People who still lack something.
 */
lacking: number, 
/**
 * People with a claim waiting.
 */
claimed: number, 
/**
 * People whose VNeID is approved and not activated.
 */
approved_not_activated: number, 
/**
 * The last visit's outcome, if any.
 */
last_outcome: string | null, 
/**
 * When to come back, if that was said.
 */
come_back_at: number | null, 
/**
 * Done for the campaign: the last visit needs no return.
 */
done: boolean, 
/**
 * Something of it has no receipt yet.
 */
unsent: boolean, 
/**
 * To whom it is given to come back, while that holds.
 */
handed_to: string | null, 
/**
 * That is this member.
 */
handed_to_me: boolean, 
/**
 * On which side of the lane it stands by its number: `odd`, `even`; absent without a number.
 */
side: string | null, 
/**
 * People who missed an appointment since the last visit and have no later one.
 */
missed: number, 
/**
 * People whom a visit that met somebody has not reached: counted beside `done`.
 */
unreached: number, 
/**
 * Two members were here within one day: shown, not hidden.
 */
visited_twice: boolean, 
/**
 * It holds the walk-ins of a mobile point: no door of any walk.
 */
venue: boolean, };

export type OfHousehold = { 
/**
 * Its id.
 */
household: string, };

export type Door = { 
/**
 * The door as the list shows it.
 */
card: DoorCard, 
/**
 * The hamlet's id.
 */
hamlet: string, 
/**
 * The hamlet's name.
 */
hamlet_name: string, 
/**
 * The people, the head first.
 */
people: Array<PersonCard>, 
/**
 * The ids of those whom the campaign has yet to come to: they lack something, and stand absent or nobody
 * at a door has heard of them anything.
 */
unreached: Array<string>, 
/**
 * Visits, the last first.
 */
visits: Array<VisitCard>, 
/**
 * The next door to do in walking order; absent at the end.
 */
next: string | null, 
/**
 * Others who have its lane, or its side of it, now: advice, nothing is refused for it.
 */
taken: Array<TakingCard>, };

export type PersonCard = { 
/**
 * The resident's id.
 */
id: string, 
/**
 * The household's id.
 */
household: string, 
/**
 * Full name.
 */
name: string, 
/**
 * Year of birth, if known.
 */
birth_year: number | null, 
/**
 * `male`, `female`, if known.
 */
sex: string | null, 
/**
 * Last four digits of the personal id, if known.
 */
last4: string | null, 
/**
 * `living`, `moved_out`, `dead`.
 */
state: string, 
/**
 * One token an app of the campaign, in its order.
 */
apps: Array<AppCard>, 
/**
 * An absence that still holds, if any.
 */
absence: AbsenceCard | null, 
/**
 * The answer to the notice: `agreed`, `refused`, `by_guardian`; absent when not asked yet.
 */
notice: string | null, 
/**
 * This device's own answer to the notice, to undo it.
 */
notice_own: string | null, 
/**
 * Two people said different things of this person's name or state and nobody has settled it.
 */
disputed: boolean, 
/**
 * `do_not_visit` (the same for every reason), `proposed` (the police have not decided), `eligible`;
 * absent when nobody has said anything.
 */
eligibility: string | null, 
/**
 * This device's own proposal, to undo it.
 */
proposal_own: string | null, 
/**
 * Why the police refused the proposal: a key, words, or both; absent while nothing was refused.
 */
proposal_refused: string | null, 
/**
 * `moved_out`, `dead` as claimed at a door; the police have not decided.
 */
claimed_state: string | null, 
/**
 * This device's own such claim, to undo it.
 */
claimed_state_own: string | null, 
/**
 * What hinders, the last first.
 */
obstacles: Array<ObstacleCard>, 
/**
 * Appointments, by purpose.
 */
appointments: Array<AppointmentCard>, 
/**
 * What the person was taught, the last first.
 */
taught: Array<TaughtCard>, };

export type AppCard = { 
/**
 * vneid, ihanoi, etax.
 */
app: string, 
/**
 * The level that the token speaks of: 1 or 2 for VNeID, 0 for others or nothing.
 */
level: number, 
/**
 * The stage, a word of the glossary.
 */
stage: string, 
/**
 * `none`, `claimed`, `confirmed`, `returned`, `not_needed`.
 */
token: string, 
/**
 * No receipt yet for something behind it.
 */
unsent: boolean, 
/**
 * The next step: `done`, `not_of_age`, `check_age`, `activate_level2`, `activate_level1`,
 * `register`, `appointment_level2`, `await_approval`, `vneid_first`, `install`,
 * `create_account`, `log_in`, `do_again`.
 */
next: string, 
/**
 * `disputed`, `ahead_of_list`, `behind_list`, `too_young`.
 */
flags: Array<string>, 
/**
 * What this device's own last statement says, to undo it: its id, while it can be undone.
 */
own: string | null, 
/**
 * The reviewer's reason for a return, if any.
 */
returned_because: string | null, 
/**
 * What may be recorded now by this member: stages by level. Empty in what `find` gives.
 */
choices: Array<Choice>, };

export type Choice = { 
/**
 * VNeID 1 or 2; 0 for others.
 */
level: number, 
/**
 * The stage.
 */
stage: string, };

export type AbsenceCard = { 
/**
 * A word of the glossary.
 */
reason: string, 
/**
 * Where to, if told.
 */
place: string | null, 
/**
 * Back on, if told.
 */
until: string | null, 
/**
 * What this device's own word says, to undo it.
 */
own: string | null, };

export type ObstacleCard = { 
/**
 * Its id.
 */
id: string, 
/**
 * A word of the glossary.
 */
reason: string, 
/**
 * vneid, ihanoi, etax; absent when it hinders all.
 */
app: string | null, 
/**
 * When it was said.
 */
at: number, 
/**
 * By this device, so it can be undone.
 */
own: boolean, 
/**
 * No receipt yet.
 */
unsent: boolean, 
/**
 * What the office says to it.
 */
answer: AnswerCard | null, };

export type AppointmentCard = { 
/**
 * Its id.
 */
id: string, 
/**
 * vneid_level2, card_and_level2, one_stop, tax.
 */
purpose: string, 
/**
 * When; absent while only "soon" is agreed.
 */
at: number | null, 
/**
 * Where; absent for the usual place.
 */
place: string | null, 
/**
 * What to bring, as the desk's hours say; absent where they say nothing.
 */
bring: string | null, 
/**
 * Nobody typed hours of the desk it is at: the hour is expected only, and the slip says so.
 */
expected: boolean, 
/**
 * came, missed, cancelled; absent while nobody has said.
 */
attendance: string | null, 
/**
 * It was missed, and nothing took its place.
 */
missed: boolean, 
/**
 * By this device, so it can be undone.
 */
own: boolean, 
/**
 * No receipt yet.
 */
unsent: boolean, };

export type VisitCard = { 
/**
 * Its id.
 */
id: string, 
/**
 * met, absent, come_back, refused, moved_out, not_found.
 */
outcome: string, 
/**
 * When.
 */
at: number, 
/**
 * By whom.
 */
by: string, 
/**
 * A word left, if any.
 */
note: string | null, 
/**
 * When to come back, if that was said.
 */
come_back_at: number | null, 
/**
 * No receipt yet.
 */
unsent: boolean, 
/**
 * By this device, so it can be undone.
 */
own: boolean, };

export type NewVisit = { 
/**
 * The household's id.
 */
household: string, 
/**
 * met, absent, come_back, refused, moved_out, not_found.
 */
outcome: string, 
/**
 * For come_back: when.
 */
come_back_at: number | null, 
/**
 * A word to the next visitor.
 */
note: string | null, };

export type NewRecord = { 
/**
 * The resident's id.
 */
resident: string, 
/**
 * vneid, ihanoi, etax.
 */
app: string, 
/**
 * VNeID 1 or 2; 0 for others.
 */
level: number, 
/**
 * The stage.
 */
stage: string, 
/**
 * The citizen's word instead of what the volunteer saw.
 */
citizen_statement: boolean, 
/**
 * The visit during which it was seen.
 */
visit: string | null, 
/**
 * Seen at the door before any outcome was said there: somebody was met, and the visit that says so is
 * saved with it, both or neither. Nothing where `visit` names one; absent is no, as at a mobile point.
 */
met: boolean | null, };

export type NewAbsence = { 
/**
 * The resident's id.
 */
resident: string, 
/**
 * at_work, other_province, hospital, abroad, unknown.
 */
reason: string, 
/**
 * Where to.
 */
place: string | null, 
/**
 * Back on.
 */
until: string | null, };

export type NewNotice = { 
/**
 * The resident's id.
 */
resident: string, 
/**
 * agreed, refused, by_guardian.
 */
agreement: string, };

export type OfDelta = { 
/**
 * Its id.
 */
delta: string, };

export type NewResidency = { 
/**
 * The resident's id.
 */
resident: string, 
/**
 * living, moved_out, dead.
 */
state: string, };

export type NewObstacle = { 
/**
 * The resident's id.
 */
resident: string, 
/**
 * A word of the glossary.
 */
reason: string, 
/**
 * vneid, ihanoi, etax; absent when it hinders all.
 */
app: string | null, };

export type NewAppointment = { 
/**
 * The resident's id.
 */
resident: string, 
/**
 * vneid_level2, card_and_level2, one_stop, tax.
 */
purpose: string, 
/**
 * When.
 */
at: number | null, 
/**
 * Where, if not the usual place.
 */
place: string | null, };

export type NewProposal = { 
/**
 * The resident's id.
 */
resident: string, 
/**
 * no_phone, away_long, moved, other.
 */
coarse: string, };

export type NewEligibility = { 
/**
 * The resident's id.
 */
resident: string, 
/**
 * do_not_visit, eligible.
 */
standing: string, 
/**
 * For do_not_visit: why, which the police alone see.
 */
reason: string | null, };

export type NewHousehold = { 
/**
 * The hamlet's id.
 */
hamlet: string, 
/**
 * Its lane.
 */
lane: string | null, 
/**
 * Its number.
 */
house: string | null, 
/**
 * Head of household.
 */
head: string | null, };

export type NewResident = { 
/**
 * The household's id.
 */
household: string, 
/**
 * Full name.
 */
name: string, 
/**
 * Year of birth, if told.
 */
birth_year: number | null, 
/**
 * male, female, if told.
 */
sex: string | null, 
/**
 * Last four digits of the personal id, if told.
 */
last4: string | null, };

export type Saved = { 
/**
 * The new delta's id.
 */
id: string, 
/**
 * outside_hours, not_started, ended: a word of warning, never a refusal.
 */
warning: string | null, 
/**
 * The door as it is now.
 */
door: Door, };

export type SavedPerson = { 
/**
 * The new delta's id: the resident's.
 */
id: string, 
/**
 * As of a saved visit.
 */
warning: string | null, 
/**
 * The door as it is now.
 */
door: Door, 
/**
 * Who on this device may be the same person: same name without tone marks, no other birth year.
 */
same: Array<PersonRow>, };

export type TakeLane = { 
/**
 * The hamlet's id.
 */
hamlet: string, 
/**
 * The lane as doors name it; empty for doors without one.
 */
lane: string, 
/**
 * odd, even; absent for both.
 */
side: string | null, 
/**
 * Over then; absent for the end of this evening.
 */
until: number | null, 
/**
 * A colleague's member id, for leaders; absent for oneself.
 */
member: string | null, };

export type LaneTaken = { 
/**
 * The new delta's id.
 */
id: string, 
/**
 * Everybody who has it.
 */
taken: Array<TakingCard>, };

export type NewHandover = { 
/**
 * The household's id.
 */
household: string, 
/**
 * A colleague's member id.
 */
member: string, 
/**
 * Over then; absent for the end of tomorrow.
 */
until: number | null, };

export type Colleague = { 
/**
 * The member's id.
 */
member: string, 
/**
 * Full name.
 */
name: string, 
/**
 * volunteer, leader, hamlet-head.
 */
role: string, 
/**
 * Of which organisation.
 */
organisation: string | null, 
/**
 * This member.
 */
me: boolean, };

export type Coverage = { 
/**
 * Everybody posted to the hamlet or seen at its doors.
 */
members: Array<MemberCoverage>, 
/**
 * Come-backs nobody has been given, in walking order.
 */
come_backs: Array<ComeBack>, };

export type MemberCoverage = { 
/**
 * Who.
 */
colleague: Colleague, 
/**
 * Doors visited today.
 */
doors_today: number, 
/**
 * Doors visited in this campaign.
 */
doors: number, 
/**
 * When this device last heard of a visit; absent for never.
 */
last_at: number | null, 
/**
 * The lanes that the member has tonight.
 */
lanes: Array<string>, };

export type ComeBack = { 
/**
 * The household's id.
 */
household: string, 
/**
 * Its lane.
 */
lane: string, 
/**
 * Its number.
 */
house: string, 
/**
 * Head of household.
 */
head: string, 
/**
 * When, if that was said.
 */
at: number | null, 
/**
 * To whom it is given, while that holds.
 */
handed_to: string | null, };

export type NewSession = { 
/**
 * The hamlet's id.
 */
hamlet: string, 
/**
 * culture_house, market, school, workplace, religious, mall, meeting, desk, other.
 */
venue: string, 
/**
 * Which: "Chợ Phú Lai".
 */
place: string, 
/**
 * From when; absent for now.
 */
starts: number | null, 
/**
 * Until when, if known.
 */
ends: number | null, };

export type EndSession = { 
/**
 * The session's id.
 */
session: string, 
/**
 * When; absent for now.
 */
ends: number | null, };

export type OfSession = { 
/**
 * Its id.
 */
session: string, };

export type SessionCard = { 
/**
 * Its id.
 */
id: string, 
/**
 * The hamlet's id.
 */
hamlet: string, 
/**
 * The hamlet's name.
 */
hamlet_name: string, 
/**
 * What kind of place.
 */
venue: string, 
/**
 * Which.
 */
place: string, 
/**
 * From when.
 */
starts: number, 
/**
 * Until when.
 */
ends: number | null, 
/**
 * What says the end, to undo it, when this device said it after the beginning.
 */
ended_own: string | null, 
/**
 * Who came.
 */
people: number, 
/**
 * Pictures taken.
 */
photos: number, 
/**
 * Begun on this device.
 */
own: boolean, 
/**
 * No receipt yet.
 */
unsent: boolean, };

export type SessionPage = { 
/**
 * The point.
 */
card: SessionCard, 
/**
 * Stages of apps that were said of who came, from the beginning to the end.
 */
recorded: number, 
/**
 * Who came, the last first.
 */
people: Array<WalkInCard>, 
/**
 * Pictures, the last first.
 */
photos: Array<PhotoCard>, };

export type WalkInCard = { 
/**
 * The walk-in's id, to undo it.
 */
id: string, 
/**
 * When.
 */
at: number, 
/**
 * Where from, for one from elsewhere.
 */
home: string | null, 
/**
 * The person.
 */
row: PersonRow, 
/**
 * Said on this device.
 */
own: boolean, 
/**
 * Not of the list: added at this point, and kept in its own book.
 */
added: boolean, };

export type PhotoCard = { 
/**
 * Its id, to see it or to undo it.
 */
id: string, 
/**
 * When.
 */
at: number, 
/**
 * Pixels.
 */
width: number, 
/**
 * Pixels.
 */
height: number, 
/**
 * Bytes.
 */
bytes: number, 
/**
 * Bytes that the server has; absent for a picture of another device, whose bytes are not here.
 */
sent: number | null, 
/**
 * The server has all.
 */
whole: boolean, 
/**
 * Taken on this device.
 */
own: boolean, };

export type NewPhoto = { 
/**
 * The session's id.
 */
session: string, 
/**
 * JPEG, PNG or WebP as the camera gave it, in base64. It is made smaller, and where and with what it was
 * taken is left out.
 */
image: string, };

export type OfPhoto = { 
/**
 * Its id.
 */
photo: string, };

export type PhotoBytes = { 
/**
 * JPEG, in base64.
 */
jpeg: string, };

export type NewWalkIn = { 
/**
 * The session's id.
 */
session: string, 
/**
 * The resident's id, for one of the list.
 */
resident: string | null, 
/**
 * For one whom the list lacks.
 */
person: WalkInPerson | null, 
/**
 * Where from, for one from elsewhere.
 */
home: string | null, };

export type WalkInPerson = { 
/**
 * Full name.
 */
name: string, 
/**
 * Year of birth, if told.
 */
birth_year: number | null, 
/**
 * male, female, if told.
 */
sex: string | null, 
/**
 * Last four digits of the personal id, if told.
 */
last4: string | null, };

export type SavedWalkIn = { 
/**
 * The walk-in's id.
 */
id: string, 
/**
 * The resident's id.
 */
resident: string, 
/**
 * The household's id, to open the person's apps.
 */
household: string, };

export type Find = { 
/**
 * Any parts of a name from the start of a word, with or without tone marks and spaces, one letter
 * wrong in a longer word; a house number, a lane; or the last digits of the personal id.
 */
text: string, 
/**
 * At most so many (1–200).
 */
limit: number, };

export type PeopleFilter = { 
/**
 * A hamlet's id or name; absent for all.
 */
hamlet: string | null, 
/**
 * Only who lacks this app: vneid, ihanoi, etax.
 */
lacking: string | null, 
/**
 * Only who is found by these words.
 */
find: string | null, 
/**
 * Skip so many.
 */
offset: number, 
/**
 * At most so many.
 */
limit: number, };

export type PeoplePage = { 
/**
 * How many match in all.
 */
total: number, 
/**
 * This page.
 */
people: Array<PersonRow>, };

export type PersonRow = { 
/**
 * The person.
 */
person: PersonCard, 
/**
 * The hamlet's name.
 */
hamlet: string, 
/**
 * Lane; empty when none.
 */
lane: string, 
/**
 * House number; empty when none.
 */
house: string, 
/**
 * By what it was found: `name`, `house` (or lane), `id`, `similar` (a letter differs); `name` in lists
 * that were not searched.
 */
found_by: string, };

export type CardText = { 
/**
 * The code's text as the scanner gave it, line ends and all.
 */
text: string, };

export type CardPicture = { 
/**
 * JPEG, PNG or WebP of at most 16 MiB and 50 million pixels, base64.
 */
image: string, };

export type CardMatch = { 
/**
 * `one`, `several`, `none`.
 */
verdict: string, 
/**
 * The most alike first, at most eight.
 */
people: Array<CardPerson>, 
/**
 * What the form for somebody who is not on the roll begins with.
 */
prefill: CardPrefill, 
/**
 * What a person should look at: `number_birth_year`, `number_sex` (the number itself says another
 * one than the card), `bare_name` (the scanner may have swallowed tone marks).
 */
notes: Array<string>, };

export type CardPerson = { 
/**
 * The person, with the place.
 */
row: PersonRow, 
/**
 * In what the card and the roll differ: `name`, `birth_year`, `sex`, `last4` (on a device that
 * holds whole numbers: the number). Empty when in nothing that is known here.
 */
differs: Array<string>, };

export type CardPrefill = { 
/**
 * Full name.
 */
name: string, 
/**
 * Year of birth.
 */
birth_year: number, 
/**
 * `male`, `female`.
 */
sex: string, 
/**
 * The number's last four digits.
 */
last4: string, 
/**
 * The address as the card writes it; to show, never to store. May be empty.
 */
address: string, };

export type Draft = { 
/**
 * Which form, about whom: at most 128 bytes.
 */
key: string, 
/**
 * The form, as its screen writes it: at most 8192 bytes.
 */
text: string, };

export type KeepDraft = { 
/**
 * Which form, about whom: at most 128 bytes.
 */
key: string, 
/**
 * The form, as its screen writes it: at most 8192 bytes; absent to forget it.
 */
text: string | null, };

export type MyWork = { 
/**
 * How many are where.
 */
counts: WorkCounts, 
/**
 * Pictures of mobile points that the server does not have whole.
 */
pictures_waiting: number, 
/**
 * Doors visited today.
 */
doors_today: number, 
/**
 * People recorded today.
 */
people_today: number, 
/**
 * Doors given to this member to come back to, and not done since: by the time agreed on, those without
 * one last.
 */
given: Array<GivenDoor>, 
/**
 * Appointments that this device made, that were missed and that nothing took the place of, the oldest first.
 */
missed: Array<MissedCard>, 
/**
 * Claims returned, the last first.
 */
returned: Array<ClaimCard>, 
/**
 * Claims confirmed lately, the last first, at most 50.
 */
confirmed: Array<ClaimCard>, 
/**
 * Answers to what this member met at doors, the last first, at most 100.
 */
answers: Array<AnsweredCard>, 
/**
 * Held deltas, with the reason: they wait for a person of the office.
 */
held: Array<HeldCard>, 
/**
 * What the office decided about held work of this member, on whatever device it was written, the
 * last first, at most 200.
 */
decided: Array<DecidedCard>, 
/**
 * When this file turned out to be a copy of another, the last first; nearly always empty.
 */
reissued: Array<ReissueCard>, 
/**
 * What closing checks repaired, the last first, at most 20.
 */
repairs: Array<RepairCard>, 
/**
 * When the last closing check came to an end; absent before any.
 */
checked_at: number | null, 
/**
 * Whether this device and the server showed the same then, if need be after a repair.
 */
check_agrees: boolean, 
/**
 * The last syncs, the last first, at most 20.
 */
syncs: Array<SyncStory>, };

export type GivenDoor = { 
/**
 * The household's id.
 */
household: string, 
/**
 * The hamlet's name.
 */
hamlet: string, 
/**
 * Its lane; empty when none.
 */
lane: string, 
/**
 * Its number; empty when none.
 */
house: string, 
/**
 * Head of household; empty when unknown.
 */
head: string, 
/**
 * When to come back, if that was said.
 */
at: number | null, 
/**
 * Over then, by itself.
 */
until: number, };

export type ClaimCard = { 
/**
 * Its id.
 */
id: string, 
/**
 * The resident's id.
 */
resident: string, 
/**
 * The household's id.
 */
household: string, 
/**
 * The person's name.
 */
name: string, 
/**
 * The hamlet's name; empty when the door is no longer here.
 */
hamlet: string, 
/**
 * Lane; empty when none.
 */
lane: string, 
/**
 * House number; empty when none.
 */
house: string, 
/**
 * vneid, ihanoi, etax.
 */
app: string, 
/**
 * 1, 2 or 0.
 */
level: number, 
/**
 * The stage claimed.
 */
stage: string, 
/**
 * When it was said.
 */
at: number, 
/**
 * Who decided, if anybody.
 */
reviewer: string | null, 
/**
 * When it was decided.
 */
decided_at: number | null, 
/**
 * Why it was returned.
 */
reason: string | null, };

export type HeldCard = { 
/**
 * Its id.
 */
id: string, 
/**
 * The kind's name.
 */
kind: string, 
/**
 * Why: malformed, unknown_kind, out_of_scope, role_may_not, unknown_subject, revoked, after_close.
 */
reason: string, 
/**
 * When it was said.
 */
at: number, 
/**
 * Who or what it is about.
 */
about: About, 
/**
 * vneid, ihanoi, etax; absent for what is about no app.
 */
app: string | null, 
/**
 * VNeID 1 or 2, 0 for other apps; absent for what is about no app.
 */
level: number | null, 
/**
 * What it says, field by field.
 */
says: Array<SaidField>, };

export type DecidedCard = { 
/**
 * The held delta's id.
 */
id: string, 
/**
 * The kind's name.
 */
kind: string, 
/**
 * `admitted`: it counts now; `rejected`: it never will; `reassigned`: the office said it again in the
 * right place, and that counts as this member's; `held`: it waits on, for another reason.
 */
decision: string, 
/**
 * In the officer's words; always there for `rejected`.
 */
words: string | null, 
/**
 * Who decided.
 */
by: string, 
/**
 * When, by the server's clock.
 */
at: number, 
/**
 * When the delta was said; absent when it cannot be read.
 */
said_at: number | null, 
/**
 * Who or what it was about.
 */
about: About, 
/**
 * vneid, ihanoi, etax; absent for what is about no app.
 */
app: string | null, 
/**
 * VNeID 1 or 2, 0 for other apps; absent for what is about no app.
 */
level: number | null, 
/**
 * What it says, field by field.
 */
says: Array<SaidField>, };

export type ReissueCard = { 
/**
 * When.
 */
at: number, 
/**
 * How many deltas without a receipt were said again, so that nothing was lost.
 */
deltas: number, };

export type RepairCard = { 
/**
 * When.
 */
at: number, 
/**
 * The hamlet's name.
 */
hamlet: string, 
/**
 * Deltas that were not here and now are.
 */
missing: number, 
/**
 * Deltas of others that only this device had; they are kept aside.
 */
extra: number, };

export type CheckReport = { 
/**
 * The sync of which it was the end.
 */
sync: SyncStory, 
/**
 * Both sides were compared: not when more was said meanwhile, or the server's program is older.
 */
compared: boolean, 
/**
 * Both sides show the same now, as far as they were compared.
 */
agrees: boolean, 
/**
 * What was repaired; empty when all was well.
 */
repaired: Array<RepairCard>, };

export type About = { 
/**
 * The resident's id; absent for what is about no person.
 */
resident: string | null, 
/**
 * The household's id; absent for what is about no door.
 */
household: string | null, 
/**
 * The person's name, else the head of household's; else the hamlet's or the campaign's. Empty when
 * not known here.
 */
name: string, 
/**
 * Year of birth, if known.
 */
birth_year: number | null, 
/**
 * The hamlet's name; empty when none or not known here.
 */
hamlet: string, 
/**
 * Lane; empty when none.
 */
lane: string, 
/**
 * House number; empty when none.
 */
house: string, };

export type SaidField = { 
/**
 * The field's name.
 */
field: string, 
/**
 * A word of the glossary, a day, seconds, a number or a text, by the field; absent when it says
 * nothing.
 */
value: string | null, 
/**
 * Not all heads say the same here.
 */
differs: boolean, };

export type OfJob = { 
/**
 * The number that starting it returned.
 */
job: number, };

export type OpenSheet = { 
/**
 * File name, for the import's log; never used as a path.
 */
name: string, 
/**
 * Its bytes, base64.
 */
bytes_base64: string, };

export type Job = { 
/**
 * Its number.
 */
job: number, 
/**
 * sync (also with a check), import_preview, import.
 */
kind: string, 
/**
 * `connecting`, `sending`, `receiving`, `reading`, `saving`, `done`.
 */
stage: string, 
/**
 * Done so far, in the stage's own unit.
 */
done: number, 
/**
 * Of so many; 0 when not known.
 */
total: number, 
/**
 * Present when it has ended.
 */
outcome: JobOutcome | null, };

export type JobOutcome = { "synced": SyncStory } | { "checked": CheckReport } | { "preview": ImportPreview } | { "imported": ImportReport } | "stopped" | { "failed": ApiError };

export type ImportPreview = { 
/**
 * File name; empty for a list that was pasted.
 */
file: string, 
/**
 * `table`: rows of people below a header. `ids`: personal ids alone, one a line.
 */
form: string, 
/**
 * The app whose accounts the list is about: `vneid`, `ihanoi`, `etax`.
 */
app: string, 
/**
 * The state of everybody's account, if somebody chose one or the title says one.
 */
state: ListState | null, 
/**
 * A list of ids says nothing until somebody chose that state: it is not taken in before.
 */
state_needed: boolean, 
/**
 * The title lines above the table.
 */
title: Array<string>, 
/**
 * "Tính đến ngày …", if the title says so.
 */
as_of: string | null, 
/**
 * Ids of provinces that do not exist: practice data.
 */
practice: boolean, 
/**
 * How each column was understood.
 */
columns: Array<ColumnCard>, 
/**
 * The first rows of each table, as the sheet has them.
 */
tables: Array<SheetCard>, 
/**
 * People taken.
 */
people: number, 
/**
 * Households they make.
 */
households: number, 
/**
 * By hamlet: name, households, people.
 */
hamlets: Array<ImportHamlet>, 
/**
 * People that the book does not have yet.
 */
new: number, 
/**
 * People of whom something changed.
 */
changed: number, 
/**
 * People of whom nothing changed.
 */
same: number, 
/**
 * Of `same`, those whose account is as it was on a later day than the book says.
 */
newer: number, 
/**
 * People aged 14 and over at the reference date living here, by VNeID state: the five columns
 * of the plan's appendix. All nought where the list is about another app.
 */
counts: VneidCounts, 
/**
 * Rows that were not taken, each with its place and reason; two thousand at most.
 */
refused: Array<RefusedCard>, 
/**
 * All rows that were not taken.
 */
refused_rows: number, 
/**
 * All rows that were taken and that somebody should look at.
 */
doubtful: number, 
/**
 * Rows that say somebody again, whom another row says: nothing comes of them. They stand in the
 * spreadsheet of rows not taken, beside those of `refused_rows`.
 */
again: number, 
/**
 * Each of them; two thousand at most.
 */
again_rows: Array<AgainCard>, 
/**
 * Doubts that nobody has decided: such rows are taken as they were read.
 */
undecided: number, 
/**
 * What somebody should decide, one card for each doubt; two thousand at most.
 */
doubts: Array<DoubtCard>, 
/**
 * What the file holds and does not show.
 */
hidden: Array<HiddenCard>, 
/**
 * Rows taken with a remark.
 */
flagged: Array<RefusedCard>, 
/**
 * Rows that are no people (titles, totals, blank): how many.
 */
skipped: number, };

export type ListState = { 
/**
 * The level of VNeID, 1 or 2; absent for other apps and for `not_registered`.
 */
level: number | null, 
/**
 * How far it has come.
 */
stage: string, };

export type AgainCard = { 
/**
 * Sheet.
 */
sheet: string, 
/**
 * Row as the spreadsheet numbers it, from 1.
 */
row: number, 
/**
 * Why: `same_id`, `same_row` (name, birth date and door), `decided` (somebody said so), `asked` (name
 * and birth date, of which the book has one: a doubt), `merged` (with somebody whom another row says).
 */
reason: string, 
/**
 * The row as it was read.
 */
person: DoubtPerson, 
/**
 * Whom it repeats, with the place in the list where there is one.
 */
other: DoubtPerson, };

export type PastedList = { 
/**
 * All of it.
 */
text: string, };

export type ColumnCard = { 
/**
 * Sheet.
 */
sheet: string, 
/**
 * A, B, …
 */
column: string, 
/**
 * The header's text.
 */
header: string, 
/**
 * The field it was taken for; absent when not used.
 */
field: string | null, 
/**
 * Must not be kept (ethnicity, religion, …) and was dropped.
 */
dropped: boolean, 
/**
 * A value from it; empty for dropped columns.
 */
example: string, };

export type HiddenCard = { 
/**
 * Sheet.
 */
sheet: string, 
/**
 * `sheet`: nothing of it was read. `rows`, `columns`: read like all others.
 */
what: string, 
/**
 * Row numbers or column letters; empty for a sheet.
 */
places: Array<string>, };

export type ChooseColumns = { 
/**
 * The columns that are to be read otherwise.
 */
columns: Array<ColumnChoice>, 
/**
 * The app that the list is about: `vneid`, `ihanoi`, `etax`; absent to leave it. Remembered like columns.
 */
app: string | null, 
/**
 * The state of everybody's account, for this list only; absent to leave it.
 */
state: ListState | null, };

export type ColumnChoice = { 
/**
 * Sheet.
 */
sheet: string, 
/**
 * A, B, …
 */
column: string, 
/**
 * The field it holds; absent when it is not to be used.
 */
field: string | null, };

export type ImportHamlet = { 
/**
 * Its name.
 */
name: string, 
/**
 * Households.
 */
households: number, 
/**
 * People.
 */
people: number, };

export type VneidCounts = { 
/**
 * Chưa thu nhận hồ sơ.
 */
not_collected: number, 
/**
 * Mức 1, đã kích hoạt.
 */
level1_activated: number, 
/**
 * Mức 1, chưa kích hoạt.
 */
level1_approved: number, 
/**
 * Mức 2, đã kích hoạt.
 */
level2_activated: number, 
/**
 * Mức 2, chưa kích hoạt.
 */
level2_approved: number, };

export type RefusedCard = { 
/**
 * Sheet.
 */
sheet: string, 
/**
 * Row as the spreadsheet numbers it, from 1.
 */
row: number, 
/**
 * Column letter; empty when the whole row is meant.
 */
column: string, 
/**
 * The column's header.
 */
header: string, 
/**
 * The reason's code.
 */
reason: string, 
/**
 * The cell's text, personal ids masked.
 */
text: string, };

export type ImportReport = { 
/**
 * File name.
 */
file: string, 
/**
 * People added.
 */
added: number, 
/**
 * People of whom something changed.
 */
changed: number, 
/**
 * People of whom nothing changed.
 */
same: number, 
/**
 * Of `same`, those whose account is as it was on a later day than the book said.
 */
newer: number, 
/**
 * Rows that say somebody again.
 */
again: number, 
/**
 * Households added.
 */
households_added: number, 
/**
 * Hamlets added.
 */
hamlets_added: number, 
/**
 * Rows not taken.
 */
refused: number, 
/**
 * Deltas written; 0 when the same file came twice.
 */
deltas: number, };

export type ReviewFilter = { 
/**
 * A hamlet's id; absent for all.
 */
hamlet: string | null, 
/**
 * A volunteer's name; absent for all.
 */
volunteer: string | null, 
/**
 * vneid, ihanoi, etax; absent for all.
 */
app: string | null, 
/**
 * `waiting`, `confirmed`, `returned`: claims about apps. `residency`: news of moving and death, not decided
 * yet. `questions`: confirmed claims that their authors took back. `proposals`: that somebody need not be
 * visited, for the police.
 */
state: string, 
/**
 * Only what has waited longer than three days; absent for all.
 */
too_old: boolean | null, 
/**
 * Only what comes after this: the `next` of the page before. Absent for the first page.
 */
after: string | null, 
/**
 * Skip so many.
 */
offset: number, 
/**
 * At most so many (1–500).
 */
limit: number, };

export type ReviewPage = { 
/**
 * How many claims match in all. Equal claims by several people are several, and one item.
 */
total: number, 
/**
 * When the oldest waiting one was received; absent when none waits.
 */
oldest: number | null, 
/**
 * How many of them have waited longer than three days.
 */
too_old: number, 
/**
 * What to ask for the next page with; absent on the last.
 */
next: string | null, 
/**
 * This page.
 */
items: Array<ReviewItem>, 
/**
 * Names of volunteers with claims in this state.
 */
volunteers: Array<string>, 
/**
 * How many each hamlet would leave, beside the other filters; by the hamlet's id.
 */
of_hamlets: Array<FilterCount>, 
/**
 * How many each volunteer would leave; by name.
 */
of_volunteers: Array<FilterCount>, 
/**
 * How many each app would leave.
 */
of_apps: Array<FilterCount>, 
/**
 * How much news of moving and death waits, in the hamlet that is filtered by or in all.
 */
residency: number, 
/**
 * How many confirmed claims were taken back by their authors, likewise.
 */
questions: number, 
/**
 * How many are proposed as not eligible, likewise; 0 for whoever does not decide it.
 */
proposals: number, };

export type FilterCount = { 
/**
 * What would be filtered by.
 */
value: string, 
/**
 * How many.
 */
count: number, };

export type ReviewItem = { 
/**
 * The claims it stands for; a decision names them all.
 */
claims: Array<string>, 
/**
 * The person.
 */
person: PersonOfReview, 
/**
 * vneid, ihanoi, etax; empty for what is about no app.
 */
app: string, 
/**
 * 1, 2 or 0.
 */
level: number, 
/**
 * The stage claimed; for news of moving and death `living`, `moved_out`, `dead`; for a proposal why,
 * coarsely: no_phone, away_long, moved, other.
 */
stage: string, 
/**
 * Whether it is the citizen's word only.
 */
citizen_statement: boolean, 
/**
 * Who claims it: for what came from paper whoever walked with it.
 */
volunteers: Array<string>, 
/**
 * The first of them that came from paper; absent when all were said on phones.
 */
paper: PaperOrigin | null, 
/**
 * Their organisations, as given.
 */
organisations: Array<string>, 
/**
 * When the first of them was said.
 */
said_at: number, 
/**
 * When the first of them was received.
 */
received_at: number | null, 
/**
 * The clock of a phone on which one of them was said was clearly wrong.
 */
clock_doubtful: boolean, 
/**
 * What the official list says: (level, stage), the furthest.
 */
official: Official | null, 
/**
 * Flags: disputed, ahead_of_list, behind_list, too_young.
 */
flags: Array<string>, 
/**
 * The visit's outcome at which it was seen, if told.
 */
outcome: string | null, 
/**
 * `waiting`, `confirmed`, `returned`, `residency`, `questions`, `proposals`.
 */
state: string, 
/**
 * When its author's taking back was received; absent for what was not taken back.
 */
withdrawn_at: number | null, 
/**
 * Who decided, if anybody.
 */
reviewer: string | null, 
/**
 * When.
 */
decided_at: number | null, 
/**
 * Why it was returned: a key, words, or `key: words`.
 */
reason: string | null, 
/**
 * The own decision, to undo it.
 */
own_decision: string | null, };

export type PersonOfReview = { 
/**
 * The resident's id.
 */
id: string, 
/**
 * Full name.
 */
name: string, 
/**
 * As precisely as the book has it: dd/mm/yyyy, mm/yyyy, yyyy, or empty.
 */
birth: string, 
/**
 * `male`, `female`, if known.
 */
sex: string | null, 
/**
 * Twelve digits; absent when unknown or not visible to this role.
 */
personal_id: string | null, 
/**
 * Phones; empty when unknown or not visible to this role.
 */
phones: Array<string>, 
/**
 * Hamlet's name.
 */
hamlet: string, 
/**
 * House and lane in words: "số 12, ngõ 5".
 */
address: string, 
/**
 * The household's id.
 */
household: string, };

export type Official = { 
/**
 * 1, 2 or 0.
 */
level: number, 
/**
 * The stage.
 */
stage: string, 
/**
 * As of this day, if told.
 */
as_of: string | null, };

export type NewReview = { 
/**
 * The claims' ids, as the page listed them.
 */
claims: Array<string>, 
/**
 * confirmed, returned. What is decided of moving, of death or of a proposal, the book says then.
 */
decision: string, 
/**
 * For confirmed proposals: the police's reason; absent for the one nearest to what each proposal says.
 */
ineligible: string | null, 
/**
 * Why, in one key: not_listed, wrong_person, wrong_level, no_such_person, recheck; for
 * proposals still_eligible, ask_family, wrong_person; `withdrawn` lets go what its author took back, and
 * `kept` confirms it all the same.
 */
quick: string | null, 
/**
 * Why, in words. A return needs a key or words.
 */
reason: string | null, };

export type ReviewSaved = { 
/**
 * Its id, to undo it.
 */
id: string, 
/**
 * How many claims it decides.
 */
claims: number, };

export type UndoReview = { 
/**
 * The decision.
 */
decision: string, 
/**
 * Only on these claims, the others stay decided; absent for all.
 */
claims: Array<string> | null, };

export type ReviewUndone = { 
/**
 * The decision that stands on the others now; absent when there are none.
 */
again: string | null, 
/**
 * How many they are.
 */
kept: number, };

export type RecentReview = { 
/**
 * The decision, to undo it.
 */
id: string, 
/**
 * confirmed, returned.
 */
decision: string, 
/**
 * Why.
 */
reason: string | null, 
/**
 * When.
 */
at: number, 
/**
 * On how many claims it stands.
 */
claims: number, 
/**
 * The first 200 of them.
 */
people: Array<RecentClaim>, };

export type RecentClaim = { 
/**
 * The claim, to undo the decision on it alone.
 */
claim: string, 
/**
 * The person's name.
 */
name: string, 
/**
 * The hamlet's name.
 */
hamlet: string, 
/**
 * vneid, ihanoi, etax; empty for news of moving and death.
 */
app: string, 
/**
 * 1, 2 or 0.
 */
level: number, 
/**
 * The stage or state that was claimed, or why a proposal was made.
 */
stage: string, };

export type DrawSample = { 
/**
 * How many (1–200).
 */
n: number, 
/**
 * A hamlet's id; absent for all.
 */
hamlet: string | null, 
/**
 * A volunteer's name; absent for all.
 */
volunteer: string | null, 
/**
 * Draws again as before: the seed of that sample. Absent for a new one.
 */
seed: string | null, };

export type RecheckSample = { 
/**
 * Sixteen hexadecimal digits.
 */
seed: string, 
/**
 * From how many cases it was drawn.
 */
of: number, 
/**
 * The cases, in the order of their lots.
 */
items: Array<ReviewItem>, 
/**
 * What it can be written as here: xlsx, docx, pdf; empty where this member hands nothing on.
 */
formats: Array<string>, };

export type NewRecheck = { 
/**
 * The resident's id.
 */
resident: string, 
/**
 * The claims looked at.
 */
claims: Array<string>, 
/**
 * agrees, differs, not_reached.
 */
finding: string, 
/**
 * What differs; needed then.
 */
note: string | null, };

export type RecheckSaved = { 
/**
 * Its id, to undo it.
 */
id: string, };

export type RecheckResult = { 
/**
 * The volunteer; empty when not known here.
 */
volunteer: string, 
/**
 * Confirmed claims in all.
 */
confirmed: number, 
/**
 * Looked at and right.
 */
agrees: number, 
/**
 * Looked at and not right.
 */
differs: number, 
/**
 * Nobody was met.
 */
not_reached: number, };

export type OfApp = { 
/**
 * vneid, ihanoi, etax.
 */
app: string, 
/**
 * VNeID 1 or 2; 0.
 */
level: number, };

export type OfficialCompared = { 
/**
 * The latest day as of which the official list speaks; absent when there is none.
 */
as_of: string | null, 
/**
 * By hamlet.
 */
hamlets: Array<ComparedHamlet>, };

export type ComparedHamlet = { 
/**
 * Its id.
 */
hamlet: string, 
/**
 * Its name.
 */
name: string, 
/**
 * A volunteer or the citizen says so.
 */
claimed: number, 
/**
 * Confirmed, or entered by the police.
 */
confirmed: number, 
/**
 * The official list says so.
 */
official: number, 
/**
 * Confirmed, and not on the official list.
 */
confirmed_not_official: number, 
/**
 * On the official list, and nobody claimed it.
 */
official_not_claimed: number, };

export type DifferenceFilter = { 
/**
 * vneid, ihanoi, etax.
 */
app: string, 
/**
 * VNeID 1 or 2; 0.
 */
level: number, 
/**
 * confirmed_not_official, official_not_claimed.
 */
difference: string, 
/**
 * A hamlet's id; absent for all.
 */
hamlet: string | null, 
/**
 * Skip so many.
 */
offset: number, 
/**
 * At most so many (1–500).
 */
limit: number, };

export type DisagreementFilter = { 
/**
 * A hamlet's id; absent for all of this device.
 */
hamlet: string | null, 
/**
 * At most so many (1–500); absent for 100.
 */
limit: number | null, 
/**
 * Only what comes after this: the `next` of the page before. Absent for the first page.
 */
after: string | null, };

export type DisagreementPage = { 
/**
 * This page.
 */
items: Array<Disagreement>, 
/**
 * How many there are in all.
 */
total: number, 
/**
 * What to ask for the next page with; absent on the last.
 */
next: string | null, };

export type Disagreement = { 
/**
 * Names the register in lists; what settles it are the ids of its heads.
 */
id: string, 
/**
 * `campaign`, `campaign_app`, `milestone`, `hamlet`, `household`, `resident`, `residency`,
 * `identity`, `account`, `absence`, `notice`, `review`.
 */
kind: string, 
/**
 * vneid, ihanoi, etax; absent for what is about no app.
 */
app: string | null, 
/**
 * VNeID 1 or 2, 0 for other apps; absent for what is about no app.
 */
level: number | null, 
/**
 * official_list, police_entry, volunteer_claim, citizen_statement; absent for what has none.
 */
source: string | null, 
/**
 * Who or what it is about.
 */
about: About, 
/**
 * What was said, the one that is shown meanwhile first; at least two.
 */
heads: Array<HeadCard>, 
/**
 * Whether this member may settle it.
 */
may_settle: boolean, };

export type HeadCard = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it says, field by field. All heads of a register have the same fields in the same order.
 */
says: Array<SaidField>, 
/**
 * Who said it.
 */
by: string, 
/**
 * volunteer, leader, hamlet-head, police, office, server; as what the person said it.
 */
role: string, 
/**
 * The author's organisation, if any.
 */
organisation: string | null, 
/**
 * When it was said, by the author's device.
 */
said_at: number, 
/**
 * When the server received it; absent before its receipt.
 */
received_at: number | null, 
/**
 * No receipt yet.
 */
unsent: boolean, 
/**
 * By this device.
 */
own: boolean, 
/**
 * The author's clock was clearly wrong: over two minutes after it was received, or over thirty days
 * before the campaign.
 */
clock_doubtful: boolean, 
/**
 * Whether screens show this one meanwhile.
 */
shown: boolean, };

export type NewSettle = { 
/**
 * The id of the head that stands.
 */
stands: string, 
/**
 * The ids of all others that were seen.
 */
over: Array<string>, };

export type SettleSaved = { 
/**
 * Its id, to undo it.
 */
id: string, };

export type SaveFile = { 
/**
 * Save it among the person's downloads, as a window must that cannot hand out files itself.
 */
save: boolean, };

export type OpenFile = { 
/**
 * File name; never used as a path.
 */
name: string, 
/**
 * Its bytes, base64.
 */
bytes_base64: string, };

export type CarryFile = { 
/**
 * The parcel's file name; the reply is called after it. Never used as a path.
 */
name: string, 
/**
 * Its bytes, base64.
 */
bytes_base64: string, 
/**
 * Save the reply among the person's downloads.
 */
save: boolean, };

export type CourierTaken = { 
/**
 * Deltas of this device that the server has received: they wait no more.
 */
sent: number, 
/**
 * Deltas received.
 */
received: number, 
/**
 * Decisions of the office about held work.
 */
decided: number, 
/**
 * The reply brought news of others that no longer fits, since the device has synced meanwhile: it
 * comes with the next sync. Nothing is lost.
 */
late: boolean, 
/**
 * This file turned out to be a copy of another: what waits is said again under a new name, and needs
 * a new parcel or a sync. Nothing is lost.
 */
reissued: boolean, };

export type Link = { 
/**
 * `tungnha://server?…`
 */
link: string, };

export type ExportList = { 
/**
 * Save it among the person's downloads, as a window must that cannot hand out files itself.
 */
save: boolean, };

export type Exported = { 
/**
 * Suggested file name, without any person's data.
 */
file_name: string, 
/**
 * Where it was saved, if it was. A list has personal ids in the open, from there on the person's to
 * guard; a courier's file is sealed.
 */
path: string | null, 
/**
 * Its bytes, base64, for whoever hands it out.
 */
bytes_base64: string, 
/**
 * Rows in it; for a parcel, how many of this device's deltas it hands in; for a reply, 0.
 */
rows: number, };

export type AnswerCard = { 
/**
 * Its id, to take it back where it is this device's.
 */
id: string, 
/**
 * taken, answered, closed.
 */
state: string, 
/**
 * Who sees to it.
 */
owner: string | null, 
/**
 * What is said.
 */
text: string | null, 
/**
 * When.
 */
at: number, 
/**
 * By whom; absent for this device's own without a receipt.
 */
by: string | null, 
/**
 * By this device, so it can be taken back.
 */
own: boolean, 
/**
 * No receipt yet.
 */
unsent: boolean, };

export type HoursCard = { 
/**
 * Its id.
 */
id: string, 
/**
 * police, one_stop, tax.
 */
desk: string, 
/**
 * vneid_level2, card_and_level2, one_stop, tax.
 */
purpose: string, 
/**
 * Where, as said to people.
 */
place: string, 
/**
 * Days of the week as bits, Monday the lowest.
 */
weekdays: number, 
/**
 * First minute of the day, Việt Nam's time.
 */
from: number, 
/**
 * Minute at which it ends.
 */
to: number, 
/**
 * Minutes of a slot.
 */
slot: number, 
/**
 * People a slot.
 */
capacity: number, 
/**
 * What to bring, if that was said.
 */
bring: string | null, 
/**
 * Over after this day; absent while it lasts.
 */
until: string | null, 
/**
 * It is over.
 */
over: boolean, 
/**
 * No receipt yet.
 */
unsent: boolean, };

export type SetHours = { 
/**
 * The hours that this changes; absent for new ones.
 */
id: string | null, 
/**
 * vneid_level2, card_and_level2, one_stop, tax.
 */
purpose: string, 
/**
 * Where, as said to people.
 */
place: string, 
/**
 * Days of the week as bits, Monday the lowest.
 */
weekdays: number, 
/**
 * First minute of the day.
 */
from: number, 
/**
 * Minute at which it ends.
 */
to: number, 
/**
 * Minutes of a slot, 5 to 240.
 */
slot: number, 
/**
 * People a slot.
 */
capacity: number, 
/**
 * What to bring.
 */
bring: string | null, 
/**
 * Over after this day.
 */
until: string | null, };

export type HoursSaved = { 
/**
 * The new delta's id, to undo it.
 */
id: string, 
/**
 * All hours as they are now.
 */
hours: Array<HoursCard>, };

export type SlotsOf = { 
/**
 * What for.
 */
purpose: string, 
/**
 * Days ahead, today the first (1 to 31).
 */
days: number, };

export type SlotCard = { 
/**
 * From when.
 */
at: number, 
/**
 * Until when.
 */
ends: number, 
/**
 * Where.
 */
place: string, 
/**
 * People that there is room for.
 */
capacity: number, 
/**
 * How many more there is room for.
 */
left: number, 
/**
 * What to bring, if that was said.
 */
bring: string | null, };

export type DeskDay = { 
/**
 * police, one_stop, tax.
 */
desk: string, 
/**
 * Which day; absent for today.
 */
day: string | null, 
/**
 * Only people whose name has these words, or whose id ends in these digits.
 */
find: string | null, };

export type DeskPage = { 
/**
 * Which day.
 */
day: string, 
/**
 * It is today.
 */
today: boolean, 
/**
 * The slots by time, those in which nobody comes too.
 */
slots: Array<DeskSlot>, 
/**
 * Who comes at an hour at which no desk is open.
 */
outside: Array<DeskPerson>, 
/**
 * Who comes soon, at no hour that was said; only for today.
 */
unsaid: Array<DeskPerson>, 
/**
 * Appointments of the day, cancelled ones left out.
 */
expected: number, 
/**
 * Of these, who came; until today also who handed in what the desk is for without anybody saying more.
 */
came: number, 
/**
 * Of these, who did not.
 */
missed: number, 
/**
 * Whether this member writes down here what the desk is for.
 */
may_collect: boolean, 
/**
 * What the day can be written as here: xlsx, docx, pdf.
 */
formats: Array<string>, };

export type DeskSlot = { 
/**
 * From when.
 */
at: number, 
/**
 * Until when.
 */
ends: number, 
/**
 * Where.
 */
place: string, 
/**
 * People that there is room for.
 */
capacity: number, 
/**
 * People who come, found or not.
 */
booked: number, 
/**
 * Who.
 */
people: Array<DeskPerson>, };

export type DeskPerson = { 
/**
 * The appointment's id.
 */
appointment: string, 
/**
 * The resident's id.
 */
resident: string, 
/**
 * Full name.
 */
name: string, 
/**
 * Year of birth, if known.
 */
birth_year: number | null, 
/**
 * Last four digits of the personal id, if known.
 */
last4: string | null, 
/**
 * The hamlet's name.
 */
hamlet: string, 
/**
 * House and lane in words: "số 12, ngõ 5".
 */
address: string, 
/**
 * Phones, where this device may hold them.
 */
phones: Array<string>, 
/**
 * What for.
 */
purpose: string, 
/**
 * When.
 */
at: number | null, 
/**
 * Where, if that was said.
 */
place: string | null, 
/**
 * Who made it.
 */
by: string, 
/**
 * What to bring, as the hours say.
 */
bring: string | null, 
/**
 * came, missed, cancelled; absent while nobody has said.
 */
outcome: string | null, 
/**
 * This device's own word for that, to undo it.
 */
outcome_own: string | null, 
/**
 * What the desk is for is written down, or the official list has it.
 */
collected: boolean, 
/**
 * No receipt yet.
 */
unsent: boolean, };

export type NewAttendance = { 
/**
 * The appointments' ids.
 */
appointments: Array<string>, 
/**
 * came, missed, cancelled.
 */
outcome: string, };

export type NewReceived = { 
/**
 * The resident's id.
 */
resident: string, 
/**
 * police, one_stop, tax.
 */
desk: string, 
/**
 * The appointment that the person keeps; absent for whoever has none today.
 */
appointment: string | null, 
/**
 * What the desk is for was done: the dossier collected, the app logged in to.
 */
collected: boolean, };

export type DeskSaved = { 
/**
 * The new deltas, to undo them from the last to the first.
 */
said: Array<string>, };

export type MissedCard = { 
/**
 * The appointment's id.
 */
appointment: string, 
/**
 * The resident's id.
 */
resident: string, 
/**
 * The household's id.
 */
household: string, 
/**
 * Full name.
 */
name: string, 
/**
 * The hamlet's name.
 */
hamlet: string, 
/**
 * Lane; empty when none.
 */
lane: string, 
/**
 * House number; empty when none.
 */
house: string, 
/**
 * What for.
 */
purpose: string, 
/**
 * When it was.
 */
at: number | null, };

export type DuplicateFilter = { 
/**
 * A hamlet's id: at least one of the two lives there. Absent for all.
 */
hamlet: string | null, 
/**
 * `open`: proposed, nobody has decided. `same`, `different`: decided so.
 */
state: string, 
/**
 * Skip so many.
 */
offset: number, 
/**
 * At most so many (1–500).
 */
limit: number, };

export type DuplicatePage = { 
/**
 * This page.
 */
items: Array<Duplicate>, 
/**
 * How many there are in all.
 */
total: number, };

export type Duplicate = { 
/**
 * Who gives way where they are one.
 */
gives_way: DuplicatePerson, 
/**
 * Who stays.
 */
stays: DuplicatePerson, 
/**
 * What speaks for it: `same_id`, `same_last4`, `same_name`, `like_name`, `same_birth`, `same_year`,
 * `same_phone`, `same_door`.
 */
evidence: Array<string>, 
/**
 * What was decided; absent while it is a proposal.
 */
decided: DuplicateDecided | null, };

export type DuplicatePerson = { 
/**
 * The resident's id.
 */
id: string, 
/**
 * The household's id.
 */
household: string, 
/**
 * Full name.
 */
name: string, 
/**
 * Birth date as far as known.
 */
birth: string | null, 
/**
 * Sex.
 */
sex: string | null, 
/**
 * Last four digits.
 */
last4: string | null, 
/**
 * All twelve, where this device may hold them.
 */
personal_id: string | null, 
/**
 * Phones.
 */
phones: Array<string>, 
/**
 * The hamlet's name.
 */
hamlet: string, 
/**
 * House and lane.
 */
address: string, 
/**
 * Head of household; empty when unknown.
 */
head: string, 
/**
 * The commune's list has the person.
 */
listed: boolean, 
/**
 * Claims about the person's accounts.
 */
claims: number, };

export type DuplicateDecided = { 
/**
 * Its id: what an undo retracts, where it is one's own.
 */
id: string, 
/**
 * One person.
 */
same: boolean, 
/**
 * When, seconds.
 */
at: number, 
/**
 * Who.
 */
by: string, 
/**
 * Decided on this device.
 */
own: boolean, 
/**
 * No receipt yet.
 */
unsent: boolean, };

export type DecideDuplicates = { 
/**
 * Each of them; 500 at most.
 */
decisions: Array<DuplicateChoice>, };

export type DuplicateChoice = { 
/**
 * Who gives way where they are one.
 */
resident: string, 
/**
 * Who stays.
 */
other: string, 
/**
 * One person; otherwise two, and nobody is asked again.
 */
same: boolean, };

export type DuplicatesDecided = { 
/**
 * The decisions' ids, in their order: what an undo retracts.
 */
ids: Array<string>, };

export type SheetCard = { 
/**
 * Sheet.
 */
sheet: string, 
/**
 * Rows below the header, cell by cell in the order of the sheet's columns; ids masked, cells of
 * dropped columns empty.
 */
rows: Array<Array<string>>, };

export type DoubtCard = { 
/**
 * Sheet.
 */
sheet: string, 
/**
 * Row as the spreadsheet numbers it, from 1.
 */
row: number, 
/**
 * Column letter; empty when the whole row is meant.
 */
column: string, 
/**
 * The column's header.
 */
header: string, 
/**
 * Why: a remark's code, `other_hamlet` or `like_in_book`.
 */
reason: string, 
/**
 * The cell's text, personal ids masked.
 */
text: string, 
/**
 * The row as it was read.
 */
person: DoubtPerson, 
/**
 * Whom it resembles: an earlier row, or somebody of the book.
 */
other: DoubtPerson | null, 
/**
 * What may be done, the proposal first: `take`, `same`, `two`, `without_id`, `stay`, `leave_out`.
 */
choices: Array<string>, 
/**
 * What was decided; absent while nobody has.
 */
decided: string | null, };

export type DoubtPerson = { 
/**
 * Where in the list; absent for somebody of the book.
 */
place: DoubtPlace | null, 
/**
 * Full name.
 */
name: string, 
/**
 * Birth date as far as known.
 */
birth: string | null, 
/**
 * Last four digits.
 */
last4: string | null, 
/**
 * Hamlet; empty when unknown.
 */
hamlet: string, 
/**
 * House and lane; empty when unknown.
 */
address: string, };

export type DoubtPlace = { 
/**
 * Sheet.
 */
sheet: string, 
/**
 * Row as the spreadsheet numbers it, from 1.
 */
row: number, };

export type DecideDoubts = { 
/**
 * Each of them.
 */
decisions: Array<DoubtDecision>, };

export type DoubtDecision = { 
/**
 * Sheet.
 */
sheet: string, 
/**
 * Row as the spreadsheet numbers it, from 1.
 */
row: number, 
/**
 * The doubt's reason.
 */
reason: string, 
/**
 * One of its choices; absent to take the decision back.
 */
choice: string | null, };

export type ObstacleFilter = { 
/**
 * open (nobody has answered), answered, closed.
 */
show: string, 
/**
 * The hamlet's id; absent for all.
 */
hamlet: string | null, 
/**
 * One reason; absent for all.
 */
reason: string | null, 
/**
 * Skip so many.
 */
offset: number, 
/**
 * At most so many (1–500).
 */
limit: number, };

export type ObstaclePage = { 
/**
 * By reason, the one with the oldest first; whatever reason was asked for.
 */
reasons: Array<ObstacleReasonCount>, 
/**
 * How many of all reasons.
 */
total: number, 
/**
 * This page.
 */
items: Array<HinderedCard>, };

export type ObstacleReasonCount = { 
/**
 * A word of the glossary.
 */
reason: string, 
/**
 * How often.
 */
count: number, 
/**
 * Since when the oldest.
 */
oldest: number, };

export type HinderedCard = { 
/**
 * Its id.
 */
id: string, 
/**
 * The resident's id.
 */
resident: string, 
/**
 * The household's id.
 */
household: string, 
/**
 * The person's name.
 */
name: string, 
/**
 * Year of birth.
 */
birth_year: number | null, 
/**
 * The hamlet's name.
 */
hamlet: string, 
/**
 * Lane; empty when none.
 */
lane: string, 
/**
 * House number; empty when none.
 */
house: string, 
/**
 * A word of the glossary.
 */
reason: string, 
/**
 * vneid, ihanoi, etax; absent when it hinders all.
 */
app: string | null, 
/**
 * When it was met.
 */
at: number, 
/**
 * By whom; absent for this device's own without a receipt.
 */
by: string | null, 
/**
 * The author's organisation.
 */
organisation: string | null, 
/**
 * Its answer, if anybody took it.
 */
answer: AnswerCard | null, };

export type NewAnswer = { 
/**
 * The obstacles' ids, 1 to 500.
 */
obstacles: Array<string>, 
/**
 * taken, answered, closed.
 */
state: string, 
/**
 * Who sees to it.
 */
owner: string | null, 
/**
 * What is said; an answer has some words.
 */
text: string | null, };

export type AnsweredCard = { 
/**
 * What was met, with the answer.
 */
obstacle: HinderedCard, 
/**
 * Read on this device.
 */
read: boolean, };

export type ReadAnswers = { 
/**
 * The answers' ids.
 */
answers: Array<string>, };

export type NewTaught = { 
/**
 * The resident's id.
 */
resident: string, 
/**
 * portal_login, guided_use.
 */
lesson: string, 
/**
 * vneid, ihanoi, etax; absent for all.
 */
app: string | null, };

export type TaughtCard = { 
/**
 * Its id.
 */
id: string, 
/**
 * portal_login, guided_use.
 */
lesson: string, 
/**
 * vneid, ihanoi, etax; absent for all.
 */
app: string | null, 
/**
 * When.
 */
at: number, 
/**
 * By this device, so it can be undone.
 */
own: boolean, 
/**
 * No receipt yet.
 */
unsent: boolean, };

export type TaughtOfHamlet = { 
/**
 * The hamlet's id.
 */
hamlet: string, 
/**
 * Its name.
 */
name: string, 
/**
 * People of whom the campaign asks something.
 */
people: number, 
/**
 * Logged in to the national portal of public services.
 */
portal_login: number, 
/**
 * Shown how to use what they have.
 */
guided_use: number, };

export type FigurePage = { 
/**
 * What the campaign asks for, in its order, then whatever else somebody typed a figure of.
 */
measures: Array<MeasureCard>, };

export type MeasureCard = { 
/**
 * vneid, ihanoi, etax.
 */
app: string, 
/**
 * VNeID 1 or 2, or 0 for both; others 0.
 */
level: number, 
/**
 * Counted from this stage on.
 */
stage: string, 
/**
 * police, office: who reviews the app; absent where no campaign asks for it.
 */
reviewer: string | null, 
/**
 * Whose the official figure is, as the campaign says; absent for the usual one.
 */
owner: string | null, 
/**
 * The whole book.
 */
total: ThreeFigures, 
/**
 * Its hamlets, in natural order.
 */
hamlets: Array<FigureOfHamlet>, 
/**
 * Official figures of a part of the people: officials, citizens, organisations; the newest of each.
 */
parts: Array<FigureCard>, 
/**
 * The newest day of the imported official list; absent without one.
 */
listed_as_of: string | null, };

export type ThreeFigures = { 
/**
 * People of whom a volunteer or the citizen says so, not returned.
 */
claimed: number, 
/**
 * People of whom a reviewer confirmed it, or the police said so themselves.
 */
confirmed: number, 
/**
 * People of whom the imported official list says so.
 */
listed: number, 
/**
 * The figure of whoever answers for it; absent while nobody typed one.
 */
official: FigureCard | null, 
/**
 * What hamlets' official figures add up to; absent without any.
 */
hamlets_sum: number | null, 
/**
 * How many hamlets have an official figure; 0 in a hamlet.
 */
hamlets_with: number, 
/**
 * Official less confirmed; absent without an official figure.
 */
gap: number | null, };

export type FigureOfHamlet = { 
/**
 * Its id.
 */
hamlet: string, 
/**
 * Its name.
 */
name: string, 
/**
 * The figures.
 */
figures: ThreeFigures, };

export type FigureCard = { 
/**
 * Its id, to correct it.
 */
id: string, 
/**
 * officials, citizens, organisations, everybody.
 */
population: string, 
/**
 * How many.
 */
count: number, 
/**
 * Out of how many, where its owner says so.
 */
base: number | null, 
/**
 * As of when.
 */
as_of: number, 
/**
 * Who answers for it: "Công an xã".
 */
owner: string, 
/**
 * Where it was read.
 */
source: string | null, 
/**
 * The hamlet's id; absent for the whole book.
 */
hamlet: string | null, 
/**
 * vneid, ihanoi, etax.
 */
app: string, 
/**
 * VNeID 1 or 2, or 0.
 */
level: number, 
/**
 * The stage.
 */
stage: string, 
/**
 * When it was typed.
 */
at: number, 
/**
 * By whom; absent for this device's own without a receipt.
 */
by: string | null, 
/**
 * No receipt yet.
 */
unsent: boolean, };

export type FigureKey = { 
/**
 * vneid, ihanoi, etax.
 */
app: string, 
/**
 * VNeID 1 or 2, or 0.
 */
level: number, 
/**
 * The stage.
 */
stage: string, 
/**
 * officials, citizens, organisations, everybody.
 */
population: string, 
/**
 * The hamlet's id; absent for the whole book.
 */
hamlet: string | null, 
/**
 * The organisation's id; absent for official figures.
 */
organisation: string | null, };

export type FigureStory = { 
/**
 * As it stands.
 */
figure: FigureCard, 
/**
 * What it said before, the last first.
 */
before: Array<FigureBefore>, };

export type FigureBefore = { 
/**
 * How many.
 */
count: number, 
/**
 * As of when.
 */
as_of: number, 
/**
 * When it was typed.
 */
at: number, 
/**
 * By whom; absent for this device's own without a receipt.
 */
by: string | null, };

export type NewFigures = { 
/**
 * vneid, ihanoi, etax.
 */
app: string, 
/**
 * VNeID 1 or 2, or 0 for both; others 0.
 */
level: number, 
/**
 * The stage.
 */
stage: string, 
/**
 * officials, citizens, organisations, everybody.
 */
population: string, 
/**
 * As of when; not later than now.
 */
as_of: number, 
/**
 * Who answers for it.
 */
owner: string, 
/**
 * Where it was read.
 */
source: string | null, 
/**
 * One a place, at most 500.
 */
rows: Array<NewFigure>, };

export type NewFigure = { 
/**
 * The figure that it corrects.
 */
of: string | null, 
/**
 * The hamlet's id; absent for the whole book.
 */
hamlet: string | null, 
/**
 * The organisation's id; absent for an official figure.
 */
organisation: string | null, 
/**
 * How many.
 */
count: number, 
/**
 * Out of how many.
 */
base: number | null, };

export type SaidIds = { 
/**
 * The new deltas' ids.
 */
ids: Array<string>, };

export type PastedTable = { 
/**
 * The text.
 */
text: string, };

export type TableRead = { 
/**
 * Its lines, in their order.
 */
rows: Array<TableRow>, 
/**
 * What they add up to.
 */
sum: number, 
/**
 * The total that stands in it; absent without one.
 */
printed_total: number | null, 
/**
 * Cells that cannot be taken as they are, each with its place.
 */
faults: Array<TableFault>, 
/**
 * Hamlets of which it says nothing.
 */
missing: Array<string>, };

export type TableRow = { 
/**
 * Its number in what was pasted, from 1.
 */
line: number, 
/**
 * The hamlet's id.
 */
hamlet: string, 
/**
 * The hamlet's name.
 */
name: string, 
/**
 * How many.
 */
count: number, 
/**
 * Out of how many, where a second number stands.
 */
base: number | null, };

export type TableFault = { 
/**
 * Its line, from 1.
 */
line: number, 
/**
 * Its column: A, B, …
 */
column: string, 
/**
 * What stands there.
 */
text: string, 
/**
 * unknown_hamlet, two_hamlets, no_number, not_a_number, too_large, above_base, twice.
 */
reason: string, };

export type OrganisationCard = { 
/**
 * Its id.
 */
id: string, 
/**
 * Full name.
 */
name: string, 
/**
 * agency, school, enterprise, armed_forces, association, party, team, other.
 */
sort: string, 
/**
 * Whom the office calls there.
 */
contact: string | null, 
/**
 * How many people it says it has.
 */
size: number | null, 
/**
 * People of the roll that belong to it today.
 */
members: number, 
/**
 * What it declares, the newest of each thing.
 */
declared: Array<FigureCard>, 
/**
 * No receipt yet.
 */
unsent: boolean, };

export type NewOrganisation = { 
/**
 * The one that it changes; absent to begin one.
 */
of: string | null, 
/**
 * Full name.
 */
name: string, 
/**
 * What it is.
 */
sort: string, 
/**
 * Whom the office calls there: an official contact.
 */
contact: string | null, 
/**
 * How many people it says it has.
 */
size: number | null, };

export type NewMembership = { 
/**
 * The one that it changes; absent to begin one.
 */
of: string | null, 
/**
 * The resident's id.
 */
resident: string, 
/**
 * The organisation's id.
 */
organisation: string, 
/**
 * official, party_member, armed_forces, union_member, association_member, teacher, pupil, worker, relative.
 */
category: string, 
/**
 * From this day.
 */
since: string | null, 
/**
 * Until this day, inclusive.
 */
until: string | null, 
/**
 * Why the person is excused from the group's 100 % (D-21).
 */
excused: string | null, };

export type GroupCard = { 
/**
 * The organisation's id.
 */
organisation: string, 
/**
 * Its name.
 */
name: string, 
/**
 * The group.
 */
category: string, 
/**
 * People who belong to it today.
 */
members: number, 
/**
 * Of these, excused with a reason.
 */
excused: number, 
/**
 * Of these, with everything that is asked of them confirmed, excused or not.
 */
done: number, 
/**
 * Neither excused nor done.
 */
left: number, 
/**
 * By app.
 */
apps: Array<GroupApp>, };

export type GroupApp = { 
/**
 * vneid, ihanoi, etax.
 */
app: string, 
/**
 * Members of whom it is asked.
 */
asked: number, 
/**
 * Of these, claimed and not decided.
 */
claimed: number, 
/**
 * Of these, confirmed.
 */
confirmed: number, };

export type OfGroup = { 
/**
 * The organisation's id.
 */
organisation: string, 
/**
 * The group; absent for all of the organisation.
 */
category: string | null, };

export type GroupMember = { 
/**
 * The membership's id, to change it.
 */
membership: string, 
/**
 * The person with the place.
 */
person: PersonRow, 
/**
 * As what.
 */
category: string, 
/**
 * From this day.
 */
since: string | null, 
/**
 * Until this day, inclusive; over when it is past.
 */
until: string | null, 
/**
 * Why excused.
 */
excused: string | null, 
/**
 * It holds today.
 */
current: boolean, 
/**
 * Everything that is asked is confirmed.
 */
done: boolean, 
/**
 * No receipt yet.
 */
unsent: boolean, };

export type ListsOf = { 
/**
 * A hamlet's id; absent for all.
 */
hamlet: string | null, };

export type ListCards = { 
/**
 * When, seconds.
 */
as_of: number, 
/**
 * One for every list that this role hands on.
 */
cards: Array<ListCard>, };

export type ListCard = { 
/**
 * confirmation, absent, ineligible, approved_not_activated, not_collected, slips.
 */
list: string, 
/**
 * How many people stand in it; for slips, how many households.
 */
rows: number, 
/**
 * The sentences below it: how many, out of how many.
 */
totals: Array<string>, 
/**
 * What it can be written as here: xlsx, docx, pdf.
 */
formats: Array<string>, 
/**
 * When it left last, of whatever part; absent when it never did.
 */
last: ExportLine | null, };

export type ListOf = { 
/**
 * Which, as in `ListCard`.
 */
list: string, 
/**
 * A hamlet's id; absent for all.
 */
hamlet: string | null, 
/**
 * At most so many rows (1–500).
 */
limit: number, };

export type ListPage = { 
/**
 * Its title, in capitals as printed.
 */
title: string, 
/**
 * The lines below the title.
 */
subtitle: Array<string>, 
/**
 * Headers, TT first.
 */
columns: Array<string>, 
/**
 * The first rows.
 */
groups: Array<ListGroup>, 
/**
 * How many rows it has in all.
 */
rows: number, 
/**
 * What stands in the table when there is none.
 */
nobody: string, 
/**
 * The sentences below the table.
 */
totals: Array<string>, };

export type ListGroup = { 
/**
 * A hamlet with its count; absent in a list without headings.
 */
heading: string | null, 
/**
 * Cells in the order of the columns, TT first.
 */
rows: Array<Array<string>>, };

export type ExportOf = { 
/**
 * Which, as in `ListCard`.
 */
list: string, 
/**
 * A hamlet's id; absent for all.
 */
hamlet: string | null, 
/**
 * xlsx, docx, pdf.
 */
format: string, 
/**
 * Save it among the person's downloads, as a window must that cannot hand out files itself.
 */
save: boolean, };

export type ExportDay = { 
/**
 * police, one_stop, tax.
 */
desk: string, 
/**
 * Which day; absent for today.
 */
day: string | null, 
/**
 * xlsx, docx, pdf.
 */
format: string, 
/**
 * Save it among the person's downloads, as a window must that cannot hand out files itself.
 */
save: boolean, };

export type ExportSample = { 
/**
 * The seed it was drawn with.
 */
seed: string, 
/**
 * From how many cases.
 */
of: number, 
/**
 * The hamlet it was drawn of; absent for all.
 */
hamlet: string | null, 
/**
 * The first claim of every case, in their order.
 */
claims: Array<string>, 
/**
 * xlsx, docx, pdf.
 */
format: string, 
/**
 * Save it among the person's downloads, as a window must that cannot hand out files itself.
 */
save: boolean, };

export type ExportsOf = { 
/**
 * Skip so many.
 */
offset: number, 
/**
 * At most so many (1–500).
 */
limit: number, };

export type ExportLog = { 
/**
 * How many in all.
 */
total: number, 
/**
 * This page, the last first.
 */
lines: Array<ExportLine>, };

export type ExportLine = { 
/**
 * Which.
 */
list: string, 
/**
 * The hamlet's or the book's name.
 */
scope: string, 
/**
 * How many people stood in it.
 */
rows: number, 
/**
 * xlsx, docx, pdf.
 */
format: string, 
/**
 * When, seconds.
 */
at: number, 
/**
 * Who.
 */
by: string, 
/**
 * The server has not heard of it yet.
 */
unsent: boolean, };

export type SheetsOf = { 
/**
 * A hamlet's id.
 */
hamlet: string, 
/**
 * One lane as doors name it, empty for doors without one; absent for all lanes of the hamlet.
 */
lane: string | null, 
/**
 * Also people who lack nothing; otherwise only those who do.
 */
everybody: boolean, };

export type SheetsPlan = { 
/**
 * The sheets in the order of printing.
 */
sheets: Array<PlannedSheet>, 
/**
 * Whether this device prints at all: a phone does not.
 */
prints: boolean, };

export type PlannedSheet = { 
/**
 * The lane; empty for doors without one.
 */
lane: string, 
/**
 * How many doors.
 */
doors: number, 
/**
 * How many lines, at most 40.
 */
lines: number, };

export type PrintSheets = { 
/**
 * A hamlet's id.
 */
hamlet: string, 
/**
 * As in `SheetsOf`.
 */
lane: string | null, 
/**
 * As in `SheetsOf`.
 */
everybody: boolean, 
/**
 * Who goes with them: a colleague's member id; absent leaves room to write.
 */
member: string | null, 
/**
 * Save the file among the person's downloads, as a window must that cannot hand out files itself.
 */
save: boolean, };

export type ReprintSheet = { 
/**
 * The sheet.
 */
sheet: string, 
/**
 * As in `PrintSheets`.
 */
save: boolean, };

export type SheetList = { 
/**
 * At most a thousand.
 */
sheets: Array<WalkSheetCard>, };

export type WalkSheetCard = { 
/**
 * The sheet's id.
 */
id: string, 
/**
 * Its number.
 */
number: number, 
/**
 * What its QR code says: "12-4837".
 */
code: string, 
/**
 * The hamlet's id.
 */
hamlet: string, 
/**
 * Its name.
 */
hamlet_name: string, 
/**
 * The lane; empty for doors without one.
 */
lane: string, 
/**
 * How many lines.
 */
lines: number, 
/**
 * How many of them were typed in.
 */
typed: number, 
/**
 * When it was printed, seconds.
 */
printed_at: number, 
/**
 * By whom.
 */
printed_by: string, 
/**
 * Who went with it, as far as anybody said.
 */
walker: string | null, 
/**
 * That one's member id, if a member went.
 */
member: string | null, 
/**
 * The server has not heard of it yet.
 */
unsent: boolean, };

export type OfSheet = { 
/**
 * The sheet's id.
 */
sheet: string, };

export type SheetPage = { 
/**
 * The sheet.
 */
card: WalkSheetCard, 
/**
 * What can be ticked, in the order of the boxes.
 */
columns: Array<SheetColumn>, 
/**
 * Its lines in order.
 */
lines: Array<SheetLine>, 
/**
 * The earliest day on which somebody can have walked with it: it was printed then.
 */
first_day: string, 
/**
 * The last: today.
 */
today: string, 
/**
 * Who works in the hamlet.
 */
colleagues: Array<Colleague>, };

export type SheetColumn = { 
/**
 * vneid, ihanoi, etax.
 */
app: string, 
/**
 * 1, 2 or 0.
 */
level: number, };

export type SheetLine = { 
/**
 * From 1.
 */
line: number, 
/**
 * The resident's id.
 */
resident: string, 
/**
 * Full name; empty for somebody who is not on this device any more.
 */
name: string, 
/**
 * Year of birth, if known.
 */
birth_year: number | null, 
/**
 * Last four digits, if known.
 */
last4: string | null, 
/**
 * The household's id, which parts doors; empty for somebody who is not here.
 */
household: string, 
/**
 * The house's number, or the head's name where it has none.
 */
house: string, 
/**
 * Under sixteen: a guardian answers.
 */
guardian: boolean, 
/**
 * One for every column: what is known now.
 */
cells: Array<SheetCell>, 
/**
 * The answer to the notice that stands: agreed, refused, by_guardian.
 */
notice: string | null, 
/**
 * The last visit of the door since the sheet was printed that was not typed from it.
 */
visit: SheetVisit | null, 
/**
 * What was typed from this line before; absent while nobody has.
 */
typed: TypedCard | null, };

export type SheetCell = { 
/**
 * none, returned, claimed, confirmed, not_needed.
 */
token: string, 
/**
 * The stage known of this app and level.
 */
stage: string, 
/**
 * What somebody claimed on a phone, not typed from this sheet; absent when nobody has.
 */
claim: SheetClaim | null, };

export type SheetClaim = { 
/**
 * The stage claimed.
 */
stage: string, 
/**
 * Who; empty for this device's own that the server has not heard of.
 */
by: string, 
/**
 * When, seconds.
 */
at: number, };

export type SheetVisit = { 
/**
 * met, absent, come_back, refused, moved_out, not_found.
 */
outcome: string, 
/**
 * Who; empty for this device's own that the server has not heard of.
 */
by: string, 
/**
 * When, seconds.
 */
at: number, };

export type TypedCard = { 
/**
 * met, absent, come_back, refused, as far as something was said from it.
 */
outcome: string | null, 
/**
 * When to come back, seconds.
 */
come_back_at: number | null, 
/**
 * agreed, refused.
 */
consent: string | null, 
/**
 * Which boxes.
 */
marks: Array<SheetColumn>, 
/**
 * When, seconds.
 */
at: number, 
/**
 * Who typed it; empty for this device's own that the server has not heard of.
 */
by: string, 
/**
 * Who went with the sheet then.
 */
walker: string, 
/**
 * This device typed it, and can take it back.
 */
own: boolean, };

export type NewTyped = { 
/**
 * The sheet.
 */
sheet: string, 
/**
 * Who went with it, by name.
 */
walker: string, 
/**
 * That one's member id, if a member went.
 */
member: string | null, 
/**
 * The day on which that was.
 */
day: string, 
/**
 * The lines; an empty one takes back what was typed from it.
 */
lines: Array<TypedLine>, 
/**
 * The paper goes over what phones said differently; otherwise that stays, and the box is left.
 */
over: boolean, };

export type TypedLine = { 
/**
 * From 1.
 */
line: number, 
/**
 * met, absent, come_back, refused; absent when no box is ticked.
 */
outcome: string | null, 
/**
 * When to come back, seconds, for `come_back`.
 */
come_back_at: number | null, 
/**
 * agreed, refused; absent when neither box is ticked.
 */
consent: string | null, 
/**
 * The ticked boxes.
 */
marks: Array<SheetColumn>, };

export type SheetTyped = { 
/**
 * How many statements were made.
 */
said: number, 
/**
 * How many were taken back.
 */
taken_back: number, 
/**
 * What was not taken in, and why.
 */
left: Array<LineLeft>, 
/**
 * The sheet as it is then.
 */
page: SheetPage, };

export type LineLeft = { 
/**
 * The line.
 */
line: number, 
/**
 * `no_consent`: nobody agreed to be recorded; `differs`: a phone said something else; `not_asked`: the
 * campaign does not ask it of this person; `not_yours`: another device typed it, and only that one takes
 * it back; `gone`: the person is not on this device.
 */
reason: string, 
/**
 * The box; absent for the line as a whole.
 */
mark: SheetColumn | null, };

export type PaperOrigin = { 
/**
 * The sheet's id, as `OfSheet` takes it.
 */
sheet: string, 
/**
 * Its number.
 */
number: number, 
/**
 * The line.
 */
line: number, 
/**
 * Who went with it.
 */
walker: string, 
/**
 * Who typed it.
 */
typed_by: string, 
/**
 * When, seconds.
 */
typed_at: number, };

export type NewTarget = { 
/**
 * The target that this changes; absent for a new one.
 */
id: string | null, 
/**
 * As the plan's column says.
 */
title: string, 
/**
 * Why it is what it is.
 */
reason: string | null, 
/**
 * `vneid`, `ihanoi` or `etax`.
 */
app: string, 
/**
 * Of people of at least so many years …
 */
minimum_age: number, 
/**
 * … on this day, on which the columns of the base are looked at.
 */
on: string, 
/**
 * The columns of the base; at least one.
 */
base: Array<string>, 
/**
 * Whom the base leaves out: `ineligible`, `absent`, `excused`.
 */
left_out: Array<string>, 
/**
 * How much of them; absent when each number is typed.
 */
share: number | null, 
/**
 * `half_up`, `up` or `down`.
 */
rounding: string, 
/**
 * In which columns somebody is done; at least one.
 */
done: Array<string>, 
/**
 * `target` or `base`.
 */
denominator: string, };

export type NewTargetRow = { 
/**
 * The row that this changes; absent for a new one.
 */
id: string | null, 
/**
 * The target.
 */
target: string, 
/**
 * Code of an administrative unit.
 */
unit: string | null, 
/**
 * A hamlet of the book.
 */
hamlet: string | null, 
/**
 * An organisation of the book.
 */
organisation: string | null, 
/**
 * A group.
 */
group: string | null, 
/**
 * How many people it has of the base; absent where the roll is counted.
 */
base: number | null, 
/**
 * An exception's share.
 */
share: number | null, 
/**
 * An exception's number.
 */
count: number | null, 
/**
 * Why; needed for an exception to a formula.
 */
reason: string | null, 
/**
 * As the document prints it.
 */
name: string | null, 
/**
 * Its place in the table, from 1.
 */
position: number | null, 
/**
 * How many are done, as its own office says.
 */
done: number | null, 
/**
 * As of when that is so.
 */
as_of: number | null, 
/**
 * Invented numbers.
 */
invented: boolean, };

export type NewTargetDue = { 
/**
 * What this changes; absent for a new one.
 */
id: string | null, 
/**
 * The target.
 */
target: string, 
/**
 * The milestone.
 */
milestone: string, 
/**
 * A share of the target.
 */
share: number | null, 
/**
 * A number of people.
 */
count: number | null, };

export type NewTargetPrint = { 
/**
 * What this corrects; absent for a new one.
 */
id: string | null, 
/**
 * The target.
 */
target: string, 
/**
 * As printed.
 */
total: number, 
/**
 * Which document, in words.
 */
document: string, };

export type SavedTarget = { 
/**
 * The target, row, due part or printed total: the delta that began it.
 */
id: string, 
/**
 * A word of warning about the hour, if any.
 */
warning: string | null, };

export type OfTarget = { 
/**
 * Which.
 */
target: string, 
/**
 * Along which bearers: `unit`, `hamlet`, `organisation` or `group`; absent for what the table was typed by.
 */
by: string | null, };

export type TargetCard = { 
/**
 * The delta that began it.
 */
id: string, 
/**
 * As the plan's column says.
 */
title: string, 
/**
 * Why it is what it is.
 */
reason: string | null, 
/**
 * The app.
 */
app: string, 
/**
 * Of people of at least so many years …
 */
minimum_age: number, 
/**
 * … on this day.
 */
on: string, 
/**
 * The columns of the base.
 */
base: Array<string>, 
/**
 * Whom it leaves out.
 */
left_out: Array<string>, 
/**
 * How much of them, in hundredths of a per cent.
 */
share: number | null, 
/**
 * The same as offices write it: "50 %".
 */
share_text: string | null, 
/**
 * How a share becomes people.
 */
rounding: string, 
/**
 * The columns of those who are done.
 */
done: Array<string>, 
/**
 * What rates are printed of.
 */
denominator: string, 
/**
 * So many rows were typed.
 */
rows: number, 
/**
 * Who said it; absent for this device's own without a receipt.
 */
by: string | null, 
/**
 * When, seconds.
 */
at: number, 
/**
 * No receipt yet.
 */
unsent: boolean, 
/**
 * Two people say different things of it.
 */
disputed: boolean, 
/**
 * Whether this member may withdraw it: nobody else said anything of it.
 */
may_withdraw: boolean, };

export type TargetList = { 
/**
 * The newest first.
 */
targets: Array<TargetCard>, 
/**
 * Whether this member may write them.
 */
may_write: boolean, 
/**
 * The day at which the campaign counts ages: what a new target begins with.
 */
reference_date: string | null, };

export type RateCard = { 
/**
 * So many …
 */
numerator: number, 
/**
 * … of so many.
 */
denominator: number, 
/**
 * As printed: "45,86 %".
 */
printed: string, 
/**
 * All of it, or more.
 */
whole: boolean, };

export type TargetPace = { 
/**
 * The due part.
 */
due: string, 
/**
 * How many must be done by then.
 */
required: number, 
/**
 * `reached`, `daily` or `overdue`.
 */
state: string, 
/**
 * Still to do.
 */
remaining: number, 
/**
 * Days left, today included; 0 unless `daily`.
 */
days: number, 
/**
 * So many a day; 0 unless `daily`.
 */
per_day: number, };

export type TargetLine = { 
/**
 * The typed row; absent where only the roll speaks.
 */
id: string | null, 
/**
 * `unit`, `hamlet`, `organisation`, `group` or `book`.
 */
bearer: string, 
/**
 * The unit's code, the hamlet's or organisation's id, the group's word; empty for the book.
 */
key: string, 
/**
 * Its name; absent when nobody gave one.
 */
name: string | null, 
/**
 * Its place in the table.
 */
position: number | null, 
/**
 * How many people it has of the base; absent when nobody knows.
 */
base: number | null, 
/**
 * The base was typed.
 */
base_typed: boolean, 
/**
 * Of the roll: asked, but left out by the target's rule.
 */
left_out: number, 
/**
 * Of the roll: counted, though their age cannot be told.
 */
age_unsure: number, 
/**
 * Of the roll: not eligible.
 */
ineligible: number, 
/**
 * Of the roll: excused.
 */
excused: number, 
/**
 * Of the roll: absent.
 */
absent: number, 
/**
 * The share asked of it, as offices write it.
 */
share: string | null, 
/**
 * The number asked of it, typed.
 */
count: number | null, 
/**
 * Before rounding: "1.036,5".
 */
exact: string | null, 
/**
 * The target; absent when nothing is asked yet.
 */
target: number | null, 
/**
 * An exception was applied.
 */
excepted: boolean, 
/**
 * Why.
 */
reason: string | null, 
/**
 * What volunteers claim; absent where no roll speaks.
 */
claimed: number | null, 
/**
 * What reviewers and lists bear out; absent where no roll speaks.
 */
confirmed: number | null, 
/**
 * What the national system says; absent until its owner says it.
 */
official: number | null, 
/**
 * What counts; absent when nobody says anything.
 */
done: number | null, 
/**
 * Who says so: `official`, `confirmed` or `typed`.
 */
says: string | null, 
/**
 * As of when, seconds.
 */
as_of: number | null, 
/**
 * Of what the target prints rates of.
 */
rate: RateCard | null, 
/**
 * Of the other.
 */
other_rate: RateCard | null, 
/**
 * Still to do.
 */
remaining: number | null, 
/**
 * Done beyond the target.
 */
beyond: number | null, 
/**
 * Its rank among the rows, from 1.
 */
rank: number | null, 
/**
 * On the way to each milestone, in their order.
 */
paces: Array<TargetPace>, 
/**
 * Invented numbers.
 */
invented: boolean, 
/**
 * Another row speaks of the same bearer; this one is newer.
 */
twice: boolean, 
/**
 * No receipt yet.
 */
unsent: boolean, 
/**
 * Two people say different things of it.
 */
disputed: boolean, 
/**
 * Whether this member may withdraw it: nobody else said anything of it.
 */
may_withdraw: boolean, };

export type TargetDueCard = { 
/**
 * The delta that began it.
 */
id: string, 
/**
 * The milestone.
 */
milestone: string, 
/**
 * In the plan's words.
 */
title: string, 
/**
 * Due at the end of this day.
 */
day: string, 
/**
 * A share of the target, as offices write it.
 */
share: string | null, 
/**
 * A number of people.
 */
count: number | null, 
/**
 * No receipt yet.
 */
unsent: boolean, 
/**
 * Whether this member may withdraw it: nobody else said anything of it.
 */
may_withdraw: boolean, };

export type MilestoneChoice = { 
/**
 * The delta that began it.
 */
id: string, 
/**
 * In the plan's words.
 */
title: string, 
/**
 * Due at the end of this day.
 */
day: string, };

export type TargetPrintCard = { 
/**
 * The delta that began it.
 */
id: string, 
/**
 * As printed.
 */
total: number, 
/**
 * Which document.
 */
document: string, 
/**
 * `sum_of_rows`, `sum_before_rounding` or `unexplained`.
 */
explanation: string, 
/**
 * Printed less the sum of the rows.
 */
difference: number, 
/**
 * No receipt yet.
 */
unsent: boolean, 
/**
 * Whether this member may withdraw it: nobody else said anything of it.
 */
may_withdraw: boolean, };

export type TargetTotal = { 
/**
 * The sum of the rounded rows.
 */
sum: number, 
/**
 * The sum before rounding, as offices write it.
 */
before_rounding: string, 
/**
 * So many rows are asked for nothing yet.
 */
without: number, 
/**
 * The bases together, of the rows that have one.
 */
base: number, 
/**
 * Done together, of the rows that say it.
 */
done: number, 
/**
 * What the whole book is asked for, where its own row says it.
 */
parent: number | null, 
/**
 * The sum of the rows less that.
 */
spread: number | null, };

export type TargetPage = { 
/**
 * Its terms.
 */
card: TargetCard, 
/**
 * Along which bearers the rows are.
 */
by: string, 
/**
 * The rows, in the order of the table.
 */
rows: Array<TargetLine>, 
/**
 * The whole book's own row, where the rows are its parts and it was asked for something itself.
 */
book: TargetLine | null, 
/**
 * The total.
 */
total: TargetTotal | null, 
/**
 * What is due by when, by date.
 */
dues: Array<TargetDueCard>, 
/**
 * What documents print, the last said first.
 */
prints: Array<TargetPrintCard>, 
/**
 * The campaign's milestones, to choose from.
 */
milestones: Array<MilestoneChoice>, 
/**
 * Of what day and hour the roll was read, seconds.
 */
as_of: number, 
/**
 * The first official list that says anything of the base was of this later day: the base is as of then.
 */
base_from: string | null, 
/**
 * Whether this member may write.
 */
may_write: boolean, };

export type AppendixOf = { 
/**
 * `unit` or `hamlet`; absent for what the targets' tables were typed by.
 */
by: string | null, };

export type AppendixPage = { 
/**
 * `unit` or `hamlet`.
 */
by: string, 
/**
 * The columns are as of the end of this day, where anybody says anything until then.
 */
on: string, 
/**
 * Chỉ tiêu cấp mức 2: the target whose base is the first column; absent where none is set.
 */
level2: AppendixTarget | null, 
/**
 * Chỉ tiêu kích hoạt: the target whose base is the two columns of accounts not activated; likewise.
 */
activation: AppendixTarget | null, 
/**
 * The rows, in the order of the table.
 */
rows: Array<AppendixRow>, 
/**
 * What each of the five columns comes to, of the rows that have it.
 */
total: Array<AppendixTotal>, 
/**
 * Of what day and hour the roll was read, seconds.
 */
as_of: number, };

export type AppendixTarget = { 
/**
 * The target.
 */
id: string, 
/**
 * As the plan's column says.
 */
title: string, 
/**
 * The sum of the rounded rows.
 */
sum: number, 
/**
 * So many rows are asked for nothing yet.
 */
without: number, 
/**
 * The total that a document prints, the last said; absent where none is kept.
 */
printed: TargetPrintCard | null, };

export type AppendixRow = { 
/**
 * `unit`, `hamlet` or `book`.
 */
bearer: string, 
/**
 * The unit's code or the hamlet's id; empty for the book.
 */
key: string, 
/**
 * Its name; absent when nobody gave one.
 */
name: string | null, 
/**
 * Its place in the table.
 */
position: number | null, 
/**
 * The five columns: not collected, level 1 activated and not, level 2 activated and not.
 */
cells: Array<AppendixCell>, 
/**
 * What it is asked for of level 2; absent when nothing is.
 */
level2: number | null, 
/**
 * The share or number by which that is an exception; absent where it is none.
 */
level2_excepted: string | null, 
/**
 * Why.
 */
level2_reason: string | null, 
/**
 * What it is asked to activate.
 */
activation: number | null, 
/**
 * The share or number by which that is an exception.
 */
activation_excepted: string | null, 
/**
 * Why.
 */
activation_reason: string | null, 
/**
 * Invented numbers.
 */
invented: boolean, };

export type AppendixCell = { 
/**
 * How many; absent when nobody says.
 */
count: number | null, 
/**
 * Who answers for it; absent where the roll was counted.
 */
owner: string | null, 
/**
 * As of when, where somebody answers for it.
 */
as_of: number | null, };

export type AppendixTotal = { 
/**
 * The sum of the rows that have a number.
 */
sum: number, 
/**
 * So many have none.
 */
without: number, };

export type PastedAppendix = { 
/**
 * The text: TT, đơn vị, five columns, two targets.
 */
text: string, 
/**
 * `unit` or `hamlet`.
 */
by: string, };

export type AppendixRead = { 
/**
 * Its lines, in their order.
 */
rows: Array<AppendixLine>, 
/**
 * The line that is the sum of the others; absent without one.
 */
total: AppendixLine | null, 
/**
 * Cells that cannot be taken as they are, each with its place.
 */
faults: Array<TableFault>, };

export type AppendixLine = { 
/**
 * Its number in what was pasted, from 1.
 */
line: number, 
/**
 * The unit's code: the one that it has in a target's table, else its name as printed. Absent for a hamlet.
 */
unit: string | null, 
/**
 * The hamlet's id; absent for a unit.
 */
hamlet: string | null, 
/**
 * As printed.
 */
name: string, 
/**
 * The five columns; absent where the cell is empty.
 */
columns: Array<number | null>, 
/**
 * The printed target of level 2.
 */
level2: number | null, 
/**
 * What our target asks of these columns; for the line of sums, what its rows come to.
 */
level2_ours: number | null, 
/**
 * The printed target of activation.
 */
activation: number | null, 
/**
 * What our target asks of these columns, likewise.
 */
activation_ours: number | null, };

export type NewAppendix = { 
/**
 * As of when; not later than now.
 */
as_of: number, 
/**
 * Who answers for it.
 */
owner: string, 
/**
 * Which document it stands in.
 */
document: string, 
/**
 * One a bearer, at most 500, in the order of the table.
 */
rows: Array<NewAppendixRow>, 
/**
 * The total that the document prints for level 2.
 */
level2_total: number | null, 
/**
 * The total that it prints for activation.
 */
activation_total: number | null, };

export type NewAppendixRow = { 
/**
 * Code of an administrative unit.
 */
unit: string | null, 
/**
 * A hamlet of the book.
 */
hamlet: string | null, 
/**
 * As printed.
 */
name: string, 
/**
 * The five columns; absent where nobody says.
 */
columns: Array<number | null>, };

export type ExportAppendix = { 
/**
 * `unit` or `hamlet`.
 */
by: string, 
/**
 * Save it among the person's downloads, as a window must that cannot hand out files itself.
 */
save: boolean, };

export type AskedApps = { 
/**
 * In the order of the door flow.
 */
apps: Array<ReviewerCard>, 
/**
 * The organisations of colleagues, to choose from.
 */
organisations: Array<string>, 
/**
 * Whether this member may change it.
 */
may_write: boolean, };

export type ReviewerCard = { 
/**
 * vneid, ihanoi, etax.
 */
app: string, 
/**
 * Asked of people of at least so many years.
 */
minimum_age: number, 
/**
 * police, office: whose role decides on its claims.
 */
reviewer: string, 
/**
 * Of that role, only who is of this organisation; absent for everybody of the role.
 */
reviewer_of: string | null, 
/**
 * Whose the official figure is, as printed; absent for the usual one.
 */
figure_owner: string | null, 
/**
 * This member decides on its claims.
 */
mine: boolean, 
/**
 * How many claims wait for whoever decides.
 */
waiting: number, 
/**
 * When that was said, seconds.
 */
changed_at: number, 
/**
 * Who said it; absent for this device's own without a receipt, and for the server.
 */
changed_by: string | null, 
/**
 * No receipt yet.
 */
unsent: boolean, };

export type SetAskedApp = { 
/**
 * vneid, ihanoi, etax.
 */
app: string, 
/**
 * police, office.
 */
reviewer: string, 
/**
 * Only who is of this organisation; absent or blank for everybody of the role.
 */
reviewer_of: string | null, 
/**
 * Whose the official figure is; absent or blank for the usual one.
 */
figure_owner: string | null, };

export type Milestones = { 
/**
 * By date.
 */
milestones: Array<MilestoneLine>, 
/**
 * Whether this member may add and change them.
 */
may_write: boolean, };

export type MilestoneLine = { 
/**
 * The delta that began it.
 */
id: string, 
/**
 * In the plan's words.
 */
title: string, 
/**
 * Due at the end of this day.
 */
day: string, 
/**
 * All of it was said by this member, who may withdraw it.
 */
may_withdraw: boolean, };

export type SetMilestone = { 
/**
 * The one that this changes; absent for a new one.
 */
id: string | null, 
/**
 * In the plan's words.
 */
title: string, 
/**
 * Due at the end of this day.
 */
due: string, };

export type OfThing = { 
/**
 * The delta that began it.
 */
id: string, };

export type Verified = { 
/**
 * Whether they agree.
 */
agrees: boolean, 
/**
 * Deltas folded.
 */
deltas: number, 
/**
 * Registers compared.
 */
registers: number, 
/**
 * The first differences, in words, without personal data; at most 20.
 */
differences: Array<string>, };

export type ErrorCode = "not_enrolled" | "already_enrolled" | "locked" | "wrong_pin" | "pin_too_short" | "bad_link" | "code_refused" | "not_found" | "bad_input" | "not_allowed" | "no_connection" | "not_our_server" | "captive_portal" | "server_busy" | "revoked" | "version_mismatch" | "disk_full" | "file_damaged" | "file_busy" | "unreadable_sheet" | "no_table" | "no_job" | "job_running" | "stopped" | "internal" | "unknown_device" | "too_long" | "conflict" | "not_for_this_device" | "unreadable_parcel" | "sync_first" | "not_a_card" | "health_card" | "vneid_code" | "link_code" | "no_code_in_picture" | "picture_unreadable" | "card_unreadable" | "practice_only" | "sheet_password" | "sheet_other_kind" | "sheet_too_large" | "wrong_recovery_key" | "notice_refused";

export type ApiError = { 
/**
 * What happened.
 */
code: ErrorCode, 
/**
 * For people who look closer; English, never shown as the message.
 */
detail: string, };

export interface Commands {
  status: { args: Nothing; reply: Status };
  enrol: { args: Enrol; reply: Status };
  unlock: { args: Unlock; reply: Status };
  lock: { args: Nothing; reply: Status };
  members: { args: Nothing; reply: Array<LocalMember> };
  switch_member: { args: OfMember; reply: Status };
  add_member: { args: Nothing; reply: Status };
  practice_start: { args: Nothing; reply: Status };
  practice_end: { args: Nothing; reply: Status };
  hamlets: { args: Nothing; reply: Array<HamletCard> };
  lanes: { args: OfHamlet; reply: Array<LaneCard> };
  doors: { args: DoorFilter; reply: DoorPage };
  door: { args: OfHousehold; reply: Door };
  find: { args: Find; reply: Array<PersonRow> };
  card_match: { args: CardText; reply: CardMatch };
  card_image: { args: CardPicture; reply: CardMatch };
  people: { args: PeopleFilter; reply: PeoplePage };
  visit: { args: NewVisit; reply: Saved };
  record: { args: NewRecord; reply: Saved };
  absence: { args: NewAbsence; reply: Saved };
  notice: { args: NewNotice; reply: Saved };
  retract: { args: OfDelta; reply: Nothing };
  residency: { args: NewResidency; reply: Saved };
  obstacle: { args: NewObstacle; reply: Saved };
  teach: { args: NewTaught; reply: Saved };
  appointment: { args: NewAppointment; reply: Saved };
  propose: { args: NewProposal; reply: Saved };
  decide_eligibility: { args: NewEligibility; reply: Saved };
  add_household: { args: NewHousehold; reply: Saved };
  add_resident: { args: NewResident; reply: SavedPerson };
  take_lane: { args: TakeLane; reply: LaneTaken };
  handover: { args: NewHandover; reply: Saved };
  colleagues: { args: OfHamlet; reply: Array<Colleague> };
  coverage: { args: OfHamlet; reply: Coverage };
  begin_session: { args: NewSession; reply: SessionCard };
  end_session: { args: EndSession; reply: SessionCard };
  sessions: { args: Nothing; reply: Array<SessionCard> };
  session: { args: OfSession; reply: SessionPage };
  add_photo: { args: NewPhoto; reply: PhotoCard };
  photo: { args: OfPhoto; reply: PhotoBytes };
  walk_in: { args: NewWalkIn; reply: SavedWalkIn };
  desk_hours: { args: Nothing; reply: Array<HoursCard> };
  set_desk_hours: { args: SetHours; reply: HoursSaved };
  desk_slots: { args: SlotsOf; reply: Array<SlotCard> };
  desk_day: { args: DeskDay; reply: DeskPage };
  export_desk_day: { args: ExportDay; reply: Exported };
  attend: { args: NewAttendance; reply: DeskSaved };
  receive: { args: NewReceived; reply: DeskSaved };
  keep_draft: { args: KeepDraft; reply: Nothing };
  drafts: { args: Nothing; reply: Array<Draft> };
  my_work: { args: Nothing; reply: MyWork };
  sync_start: { args: Nothing; reply: Job };
  check_start: { args: Nothing; reply: Job };
  courier_out: { args: SaveFile; reply: Exported };
  devices_waiting: { args: Nothing; reply: Array<WaitingDevice> };
  accept_device: { args: AcceptDevice; reply: Array<WaitingDevice> };
  held: { args: HeldFilter; reply: HeldPage };
  decide_held: { args: DecideHeld; reply: HeldPage };
  staff: { args: Nothing; reply: StaffPage };
  invite_member: { args: NewInvitation; reply: StaffLink };
  new_link: { args: NewLink; reply: StaffLink };
  revoke_device: { args: RevokeDevice; reply: StaffPage };
  revoke_member: { args: RevokeMember; reply: StaffPage };
  assign_hamlets: { args: NewScope; reply: StaffPage };
  print_link: { args: PrintLink; reply: Exported };
  assignments: { args: AssignmentFilter; reply: AssignmentPage };
  set_assignment: { args: NewAssignment; reply: SaidIds };
  courier_in: { args: OpenFile; reply: CourierTaken };
  courier_carry: { args: CarryFile; reply: Exported };
  learn_addresses: { args: Link; reply: Nothing };
  import_preview_start: { args: OpenSheet; reply: Job };
  import_text_start: { args: PastedList; reply: Job };
  import_columns_start: { args: ChooseColumns; reply: Job };
  import_start: { args: Nothing; reply: Job };
  import_decide: { args: DecideDoubts; reply: ImportPreview };
  import_refused: { args: ExportList; reply: Exported };
  job: { args: OfJob; reply: Job };
  job_stop: { args: OfJob; reply: Nothing };
  review_list: { args: ReviewFilter; reply: ReviewPage };
  review: { args: NewReview; reply: ReviewSaved };
  undo_review: { args: UndoReview; reply: ReviewUndone };
  review_recent: { args: Nothing; reply: Array<RecentReview> };
  sample_for_recheck: { args: DrawSample; reply: RecheckSample };
  export_recheck: { args: ExportSample; reply: Exported };
  recheck: { args: NewRecheck; reply: RecheckSaved };
  recheck_results: { args: Nothing; reply: Array<RecheckResult> };
  compare_official: { args: OfApp; reply: OfficialCompared };
  official_difference: { args: DifferenceFilter; reply: Array<PersonOfReview> };
  duplicates: { args: DuplicateFilter; reply: DuplicatePage };
  decide_duplicates: { args: DecideDuplicates; reply: DuplicatesDecided };
  disagreements: { args: DisagreementFilter; reply: DisagreementPage };
  settle: { args: NewSettle; reply: SettleSaved };
  export_confirmation_list: { args: ExportList; reply: Exported };
  lists: { args: ListsOf; reply: ListCards };
  list_preview: { args: ListOf; reply: ListPage };
  export_list: { args: ExportOf; reply: Exported };
  exports: { args: ExportsOf; reply: ExportLog };
  plan_walk_sheets: { args: SheetsOf; reply: SheetsPlan };
  print_walk_sheets: { args: PrintSheets; reply: Exported };
  reprint_walk_sheet: { args: ReprintSheet; reply: Exported };
  walk_sheets: { args: Nothing; reply: SheetList };
  walk_sheet: { args: OfSheet; reply: SheetPage };
  type_walk_sheet: { args: NewTyped; reply: SheetTyped };
  figures: { args: Nothing; reply: FigurePage };
  figure_history: { args: FigureKey; reply: Array<FigureStory> };
  type_figures: { args: NewFigures; reply: SaidIds };
  read_table: { args: PastedTable; reply: TableRead };
  organisations: { args: Nothing; reply: Array<OrganisationCard> };
  set_organisation: { args: NewOrganisation; reply: SaidIds };
  set_membership: { args: NewMembership; reply: SaidIds };
  groups: { args: Nothing; reply: Array<GroupCard> };
  group_members: { args: OfGroup; reply: Array<GroupMember> };
  taught_counts: { args: Nothing; reply: Array<TaughtOfHamlet> };
  obstacles: { args: ObstacleFilter; reply: ObstaclePage };
  answer_obstacles: { args: NewAnswer; reply: SaidIds };
  answers_seen: { args: ReadAnswers; reply: Nothing };
  targets: { args: Nothing; reply: TargetList };
  target: { args: OfTarget; reply: TargetPage };
  set_target: { args: NewTarget; reply: SavedTarget };
  set_target_row: { args: NewTargetRow; reply: SavedTarget };
  set_target_due: { args: NewTargetDue; reply: SavedTarget };
  set_target_print: { args: NewTargetPrint; reply: SavedTarget };
  appendix: { args: AppendixOf; reply: AppendixPage };
  read_appendix: { args: PastedAppendix; reply: AppendixRead };
  set_appendix: { args: NewAppendix; reply: SaidIds };
  export_appendix: { args: ExportAppendix; reply: Exported };
  withdraw: { args: OfThing; reply: Nothing };
  put_back: { args: OfThing; reply: Nothing };
  asked_apps: { args: Nothing; reply: AskedApps };
  set_asked_app: { args: SetAskedApp; reply: AskedApps };
  milestones: { args: Nothing; reply: Milestones };
  set_milestone: { args: SetMilestone; reply: Milestones };
  verify: { args: Nothing; reply: Verified };
}
