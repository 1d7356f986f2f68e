/**
 * Puts a sheet for the printer beside the app: `html[data-paper=kind]` says which, so that its own print rules can
 * leave the app out, and the page's size is the sheet's while it is there. For `{@attach}`.
 */
export function besideApp(kind: string, page: string): (paper: HTMLElement) => () => void {
  return (paper) => {
    document.body.append(paper);
    document.documentElement.dataset.paper = kind;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(page);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
      delete document.documentElement.dataset.paper;
      paper.remove();
    };
  };
}
