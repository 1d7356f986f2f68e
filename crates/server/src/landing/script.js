(function () {
  "use strict";
  function at(id) { return document.getElementById(id); }
  function show(id) { at(id).className = at(id).className.replace("hidden", ""); }
  function payload() {
    var text = location.hash.replace(/^#/, "");
    // Some scanners escape what they open.
    if (!/(^|&)at=/.test(text)) { try { text = decodeURIComponent(text); } catch (e) { return null; } }
    text = text.replace(/&amp;/g, "&");
    var whole = /(^|&)at=./.test(text) && /(^|&)code=./.test(text) && /(^|&)key=[\w-]{43}/.test(text);
    return whole && /^[\w.:&=%[\]-]+$/.test(text) ? text : null;
  }
  function book(text) {
    var found = /(?:^|&)book=([^&]*)/.exec(text);
    var names = at("books").getElementsByTagName("span"), i, name;
    if (!found) { return; }
    try { name = decodeURIComponent(found[1]); } catch (e) { return; }
    for (i = 0; i < names.length; i += 1) {
      if (names[i].textContent === name) { at("books").textContent = name; return; }
    }
  }
  function copy() {
    var said = false;
    at("link").focus();
    at("link").select();
    at("link").setSelectionRange(0, at("link").value.length);
    try { said = document.execCommand("copy"); } catch (e) { said = false; }
    at("copied").textContent = said ? "Đã chép. Bạn mở ứng dụng và dán vào." : "Chưa chép được. Bạn giữ tay lên dòng trên rồi chọn Sao chép.";
  }
  function read() {
    var text = payload();
    if (text === null) { show("missing"); return; }
    book(text);
    at("open").setAttribute("href", "tungnha://enrol?" + text.replace(/&book=[^&]*/, ""));
    at("link").value = "tungnha://enrol?" + text.replace(/&book=[^&]*/, "");
    at("copy").onclick = copy;
    show("found");
    show("by-hand");
  }
  // Scanned once more in the same tab, only the part behind the mark changes.
  window.onhashchange = function () { location.reload(); };
  read();
}());
