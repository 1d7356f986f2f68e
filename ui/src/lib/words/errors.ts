import type { ApiError, ErrorCode } from "$lib/api.gen";
import { m } from "$words";

const SENTENCES: Record<ErrorCode, () => string> = {
  not_enrolled: m.error_not_enrolled,
  already_enrolled: m.error_already_enrolled,
  locked: m.error_locked,
  wrong_pin: m.error_wrong_pin,
  pin_too_short: m.error_pin_too_short,
  bad_link: m.error_bad_link,
  code_refused: m.error_code_refused,
  not_found: m.error_not_found,
  bad_input: m.error_bad_input,
  not_allowed: m.error_not_allowed,
  no_connection: m.error_no_connection,
  not_our_server: m.error_not_our_server,
  captive_portal: m.error_captive_portal,
  server_busy: m.error_server_busy,
  revoked: m.error_revoked,
  unknown_device: m.error_unknown_device,
  too_long: m.error_too_long,
  version_mismatch: m.error_version_mismatch,
  disk_full: m.error_disk_full,
  file_damaged: m.error_file_damaged,
  file_busy: m.error_file_busy,
  unreadable_sheet: m.error_unreadable_sheet,
  no_table: m.error_no_table,
  sheet_password: m.error_sheet_password,
  sheet_other_kind: m.error_sheet_other_kind,
  sheet_too_large: m.error_sheet_too_large,
  wrong_recovery_key: m.error_wrong_recovery_key,
  notice_refused: m.error_notice_refused,
  no_job: m.error_no_job,
  job_running: m.error_job_running,
  stopped: m.error_stopped,
  internal: m.error_internal,
  conflict: m.error_conflict,
  not_for_this_device: m.error_not_for_this_device,
  unreadable_parcel: m.error_unreadable_parcel,
  sync_first: m.error_sync_first,
  practice_only: m.error_practice_only,
  not_a_card: m.error_not_a_card,
  health_card: m.error_health_card,
  vneid_code: m.error_vneid_code,
  link_code: m.error_link_code,
  no_code_in_picture: m.error_no_code_in_picture,
  picture_unreadable: m.error_picture_unreadable,
  card_unreadable: m.error_card_unreadable,
};

/** What happened, that nothing is lost, and what to do next. */
export function sentence(error: ApiError): string {
  return SENTENCES[error.code]?.() ?? m.error_unknown({ code: error.code });
}

const SHORT: Record<string, () => string> = {
  no_connection: m.short_no_connection,
  not_our_server: m.short_not_our_server,
  captive_portal: m.short_captive_portal,
  server_busy: m.short_server_busy,
  revoked: m.short_revoked,
  version_mismatch: m.short_version_mismatch,
  stopped: m.short_stopped,
  disk_full: m.short_disk_full,
  unknown_device: m.short_unknown_device,
  check_failed: m.short_check_failed,
  internal: m.short_internal,
};

/** The same in a few words, for a line of history. */
export function inShort(code: string): string {
  return (SHORT[code] ?? m.short_other)();
}
