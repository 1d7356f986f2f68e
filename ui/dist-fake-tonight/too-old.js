// Asked before anything else is: can this WebView or browser show the app at all? If not, one sentence says
// what to do, instead of a white page. Plain ES5, because what reads it may be ten years old; its words
// stand here and not in messages/, because nothing that would fetch them can be relied on.
(function () {
  "use strict";

  function supports(property, value) {
    return !!window.CSS && !!CSS.supports && CSS.supports(property, value);
  }
  function selects(selector) {
    try {
      document.querySelector(selector);
      return true;
    } catch (refused) {
      return false;
    }
  }

  // Each with the Chrome that first had it; the newest of them decides. Tailwind asks for 111.
  var enough =
    "noModule" in document.createElement("script") && // 61
    typeof window.HTMLDialogElement === "function" && // 37
    typeof window.ResizeObserver === "function" && // 64
    typeof Array.prototype.at === "function" && // 92
    typeof Object.hasOwn === "function" && // 93
    typeof window.structuredClone === "function" && // 98
    typeof window.CSSLayerBlockRule === "function" && // 99
    selects(":has(*)") && // 105
    supports("height", "1dvh") && // 108
    supports("color", "color-mix(in srgb, red, blue)"); // 111
  if (enough) return;

  var phone = /Android/.test(navigator.userAgent);
  var sentences = phone
    ? [
        ["vi", "Máy này có bản Android System WebView quá cũ nên chưa mở được Từng Nhà. Hãy vào Google Play, cập nhật “Android System WebView” và “Chrome”, rồi mở lại ứng dụng. Những gì đã lưu trên máy vẫn còn nguyên."],
        ["en", "This phone's Android System WebView is too old to show Từng Nhà. Update “Android System WebView” and “Chrome” in Google Play, then open the app again. Everything saved on this phone is still there."]
      ]
    : [
        ["vi", "Trình duyệt này quá cũ nên chưa mở được Từng Nhà. Hãy cập nhật trình duyệt rồi mở lại. Những gì đã lưu trên máy vẫn còn nguyên."],
        ["en", "This browser is too old to show Từng Nhà. Update it, then open this page again. Everything saved on this machine is still there."]
      ];

  // Without its place in the page the app does not start.
  var app = document.getElementById("app");
  if (app && app.parentNode) app.parentNode.removeChild(app);
  var main = document.createElement("main");
  main.setAttribute("role", "alert");
  main.style.cssText = "max-width:26em;margin:15vh auto 0;padding:0 24px;font:18px/1.5 sans-serif";
  for (var i = 0; i < sentences.length; i++) {
    var line = document.createElement("p");
    line.lang = sentences[i][0];
    line.style.marginBottom = "24px";
    line.appendChild(document.createTextNode(sentences[i][1]));
    main.appendChild(line);
  }
  document.body.appendChild(main);
})();
