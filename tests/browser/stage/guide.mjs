// A guide in Markdown that is a test's script as well. What the reader of the rendered page sees are headings,
// words and pictures; what the test does stands between them in comments, each where a reader does it:
//
//   ### 3. Bấm Đồng ý                       a step begins
//   Đọc to, rồi bấm **Đồng ý**.             every bold word must be in sight at this point
//   ![Đã hỏi](anh/03-dong-y.png)            the step's picture is taken at this point
//   <!-- chạm: notice-agreed -->            and this is done at this point

/**
 * The steps of a guide in reading order.
 * @returns {{title: string, parts: {kind: "bold" | "picture" | "act", text: string, verb?: string}[]}[]}
 */
export function steps(markdown) {
  return markdown
    .normalize("NFC")
    .split(/^### (?=\d+\. )/mu)
    .slice(1)
    .map((text) => {
      const [title, ...rest] = text.split("\n");
      // What stands under another heading is no longer part of it.
      return { title: title.trim(), parts: parts(rest.join("\n").split(/^#{1,3} /mu)[0]) };
    });
}

function parts(text) {
  const found = text.matchAll(/<!-- *(?<verb>[^:>]+?)(?:: *(?<object>[^>]*?))? *-->|!\[[^\]]*\]\((?<picture>[^)]+)\)|\*\*(?<bold>[^*]+)\*\*/gu);
  return [...found].map(({ groups: { verb, object, picture, bold } }) => {
    if (verb !== undefined) return { kind: "act", verb, text: object ?? "" };
    if (picture !== undefined) return { kind: "picture", text: picture };
    return { kind: "bold", text: bold.replace(/\s+/gu, " ").trim() };
  });
}

/**
 * Whether these words are in sight, to be run in the page: shown in one element within the window, and nothing
 * lies over their middle. What stands in a field counts as words too.
 */
export function inSight(words) {
  const plain = (text) => (text ?? "").normalize("NFC").replace(/\s+/gu, " ").trim();
  const said = (element) => (element.matches("input, textarea") ? [element.value, element.placeholder] : [element.textContent]).map(plain);
  const holds = (element) => said(element).some((text) => text.includes(words));
  return [...document.body.querySelectorAll("*")].some((element) => {
    if (!holds(element) || [...element.children].some(holds)) return false;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const { left, top, width, height } = element.getBoundingClientRect();
    if (width < 2 || height < 2) return false;
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return hit !== null && (element.contains(hit) || hit.contains(element));
  });
}
