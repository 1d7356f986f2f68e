import { m } from "$words";

/** What a column holds, by the name that the importer gives it. */
const FIELDS: Record<string, () => string> = {
  row_number: m.field_row_number,
  name: m.field_name,
  family_name: m.field_family_name,
  given_name: m.field_given_name,
  birth: m.field_birth,
  birth_day: m.field_birth_day,
  birth_month: m.field_birth_month,
  birth_year: m.field_birth_year,
  sex: m.field_sex,
  male: m.field_male,
  female: m.field_female,
  personal_id: m.field_personal_id,
  legacy_id: m.field_legacy_id,
  relation: m.field_relation,
  head_name: m.field_head_name,
  household_code: m.field_household_code,
  hamlet: m.field_hamlet,
  lane: m.field_lane,
  house: m.field_house,
  address: m.field_address,
  permanent_address: m.field_permanent_address,
  phone: m.field_phone,
  residence: m.field_residence,
  status: m.field_status,
  vneid: m.field_vneid,
  approved_on: m.field_approved_on,
  note: m.field_note,
};

/** Why a row was refused or flagged. */
const REASONS: Record<string, () => string> = {
  name_missing: m.reason_name_missing,
  name_unreadable: m.reason_name_unreadable,
  old_encoding: m.reason_old_encoding,
  birth_missing: m.reason_birth_missing,
  birth_unreadable: m.reason_birth_unreadable,
  birth_impossible: m.reason_birth_impossible,
  birth_in_future: m.reason_birth_in_future,
  sex_missing: m.reason_sex_missing,
  sex_unreadable: m.reason_sex_unreadable,
  id_lost_digits: m.reason_id_lost_digits,
  id_wrong_length: m.reason_id_wrong_length,
  id_unreadable: m.reason_id_unreadable,
  id_padded: m.reason_id_padded,
  id_repaired: m.reason_id_repaired,
  legacy_id: m.reason_legacy_id,
  id_birth_mismatch: m.reason_id_birth_mismatch,
  id_sex_mismatch: m.reason_id_sex_mismatch,
  unissued_province: m.reason_unissued_province,
  real_id_among_practice: m.reason_real_id_among_practice,
  other_hamlet: m.reason_other_hamlet,
  like_in_book: m.reason_like_in_book,
  left_out: m.reason_left_out,
  id_unknown: m.reason_id_unknown,
  again: m.reason_again,
  duplicate_id: m.reason_duplicate_id,
  same_name_and_birth: m.reason_same_name_and_birth,
  birth_swapped: m.reason_birth_swapped,
  birth_two_digit_year: m.reason_birth_two_digit_year,
  birth_placeholder: m.reason_birth_placeholder,
  birth_repaired: m.reason_birth_repaired,
  birth_from_id: m.reason_birth_from_id,
  sex_from_id: m.reason_sex_from_id,
  name_letters_replaced: m.reason_name_letters_replaced,
  phone_unread: m.reason_phone_unread,
  residence_unread: m.reason_residence_unread,
  state_from_note: m.reason_state_from_note,
  vneid_unread: m.reason_vneid_unread,
  approved_on_unread: m.reason_approved_on_unread,
  house_was_date: m.reason_house_was_date,
  row_hidden: m.reason_row_hidden,
  old_font_converted: m.reason_old_font_converted,
  name_with_signs: m.reason_name_with_signs,
};

/** Every meaning that a column may be given. */
export const fields = Object.keys(FIELDS);

/** A column's meaning in words; an unknown one by its name. */
export function fieldWord(field: string): string {
  return FIELDS[field]?.() ?? field;
}

/** A reason in words; an unknown one says so plainly. */
export function reasonWord(code: string): string {
  return REASONS[code]?.() ?? m.reason_other({ code });
}
