import { m } from "$words";

type Words = Record<string, () => string>;

const NAMES: Words = {
  confirmation: m.lists_confirmation,
  absent: m.lists_absent,
  ineligible: m.lists_ineligible,
  approved_not_activated: m.lists_approved_not_activated,
  not_collected: m.lists_not_collected,
  slips: m.lists_slips,
  walk_sheet: m.lists_walk_sheet,
  desk_day: m.lists_desk_day,
  recheck_sample: m.lists_recheck_sample,
  refused_rows: m.lists_refused_rows,
  appendix: m.lists_appendix,
};
const ABOUT: Words = {
  confirmation: m.lists_about_confirmation,
  absent: m.lists_about_absent,
  ineligible: m.lists_about_ineligible,
  approved_not_activated: m.lists_about_approved_not_activated,
  not_collected: m.lists_about_not_collected,
  slips: m.lists_about_slips,
};
const FORMATS: Words = { xlsx: m.lists_format_xlsx, docx: m.lists_format_docx, pdf: m.lists_format_pdf };

/** A list's name; one of a newer program by its own. */
export const listName = (list: string): string => NAMES[list]?.() ?? list;
/** What stands in it, in a few words. */
export const listAbout = (list: string): string => ABOUT[list]?.() ?? "";
/** What a format is to people. */
export const formatName = (format: string): string => FORMATS[format]?.() ?? format;
