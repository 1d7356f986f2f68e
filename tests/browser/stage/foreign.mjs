// Programs that are not ours read what we write: LibreOffice and poppler. Where one is missing the test fails.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";

/** Comma, quotes, UTF-8, from the first row, cells as shown: a formula would come out as what it computes. */
const CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false";

/** Workbooks as rows of texts, all in one run: LibreOffice takes seconds to begin. */
export function workbooks(files) {
  const folder = mkdtempSync(join(tmpdir(), "tungnha-foreign-"));
  try {
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    execFileSync("soffice", [profile, "--headless", "--convert-to", CSV, "--outdir", folder, ...files], { stdio: ["ignore", "ignore", "inherit"] });
    return files.map((file) => rows(readFileSync(join(folder, `${basename(file, extname(file))}.csv`), "utf8")));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The rows of a text in RFC 4180's form. */
function rows(text) {
  const all = [];
  let row = [];
  // A cell with what ends it; a quote in a quoted cell stands twice.
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\r?\n|$)/gu)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    all.push(row);
    row = [];
    if (end === "") break;
  }
  return all.filter((cells) => cells.some((cell) => cell !== ""));
}

const poppler = (program, ...args) => execFileSync(program, args, { maxBuffer: 1 << 26 }).toString();

/** The text of a PDF in the order in which it was set, cell after cell, without blanks. */
export function cells(file) {
  return poppler("pdftotext", "-raw", file, "-").normalize("NFC").replace(/\s+/gu, "");
}

/** The text of a PDF, page by page, laid out as on paper. */
export function pages(file) {
  return poppler("pdftotext", "-layout", file, "-").split("\f").slice(0, -1);
}

/** The fonts of a PDF: name, whether embedded, subset, with a table back to Unicode. */
export function fonts(file) {
  return poppler("pdffonts", file).split("\n").slice(2).filter((line) => line !== "").map((line) => {
    const found = /^(\S+)\s.*\s(yes|no) (yes|no) (yes|no)\s+\d+\s+\d+$/u.exec(line);
    return { name: found[1], whole: found.slice(2, 5).every((word) => word === "yes") };
  });
}

/** Dots a millimetre at the 50 dots an inch in which ink is looked for. */
const DOTS = 50 / 25.4;

/**
 * Every page as a picture beside the PDF, to be looked at; for each the share of its dots that bear ink, in the
 * whole and within `edge` millimetres of its edges, where office printers print nothing.
 */
export function drawn(file, edge = 5) {
  poppler("pdftoppm", "-r", "90", "-png", file, file.replace(/\.pdf$/u, ""));
  const read = execFileSync("pdftoppm", ["-r", "50", "-gray", file], { maxBuffer: 1 << 28 });
  const pages = [];
  for (let at = 0; at < read.length; ) {
    const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/u.exec(read.subarray(at, at + 40).toString("latin1"));
    const dots = read.subarray(at + head.length, at + head.length + width * height);
    let [ink, outside] = [0, 0];
    for (const [n, dot] of dots.entries()) {
      if (dot > 160) continue;
      const [x, y] = [n % width, Math.floor(n / width)];
      ink++;
      if (Math.min(x, y, width - 1 - x, height - 1 - y) < edge * DOTS) outside++;
    }
    pages.push({ ink: ink / dots.length, outside: outside / dots.length });
    at += head.length + width * height;
  }
  return pages;
}
