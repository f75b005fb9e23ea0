/* Diglot: remembers how this reader reads, keeps the paragraph under the eye when the way changes, and lights the sentence
   that answers the one pointed at. Everything works without it, and nothing it remembers leaves this browser. */
(function () {
  "use strict";
  var root = document.documentElement;
  function get(key) { try { return localStorage.getItem("diglot." + key); } catch (e) { return null; } }
  function set(key, value) {
    try {
      if (value === null) localStorage.removeItem("diglot." + key); else localStorage.setItem("diglot." + key, value);
    } catch (e) { /* private, or from a disk */ }
  }
  function all(selector, within) { return Array.from((within || document).querySelectorAll(selector)); }
  var diglot = window.diglot = { get: get, set: set, all: all };

  // --- Theme: the system's, until the reader says otherwise.
  var themes = all('.settings input[name="theme"]');
  var lamp = document.querySelector("button.theme");
  function dark() {
    return (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  }
  function theme(name) {
    if (name === "dark" || name === "light") root.dataset.theme = name; else delete root.dataset.theme;
    themes.forEach(function (radio) { radio.checked = radio.value === (root.dataset.theme || "system"); });
    if (lamp) lamp.setAttribute("aria-pressed", String(dark()));
  }
  function choose(name) {
    theme(name);
    set("theme", root.dataset.theme || null);
  }
  theme(get("theme"));
  if (lamp) {
    lamp.hidden = false;
    lamp.addEventListener("click", function () { choose(dark() ? "light" : "dark"); });
  }

  // --- "/" leads to the search from any page; the search page itself moves to its box.
  var search = document.querySelector("a[rel=search]:not([aria-current])");
  if (search) document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || get("keys") === "off" || /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
    event.preventDefault();
    location.href = search.href + "#q";
  });

  var edition = document.querySelector(".edition");
  if (!edition) return;

  // --- Settings.
  var MARKS = /[\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/g;
  var folded = null; // text node → its true text, while vowel signs are hidden

  function fold() {
    if (folded) return;
    folded = new Map();
    all('[lang|="ar"], [lang|="fa"], [lang|="ur"]', edition).forEach(function (element) {
      var walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), node;
      while ((node = walker.nextNode())) {
        var bare = node.data.replace(MARKS, "");
        if (bare === node.data || folded.has(node)) continue;
        folded.set(node, node.data);
        node.data = bare;
      }
    });
  }
  function unfold() {
    if (folded) folded.forEach(function (text, node) { node.data = text; });
    folded = null;
  }
  // The true text of an element, whatever is shown.
  diglot.text = function (element) {
    var walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), text = "", node;
    while ((node = walker.nextNode())) text += (folded && folded.get(node)) || node.data;
    return text.replace(/\s+/g, " ").trim();
  };
  // Where a place in the folded text lies in the true one: before the sign that follows a letter at a start, after it at an end.
  function truly(node, offset, end) {
    var text = folded.get(node);
    if (text === undefined) return offset;
    var bare = 0, i = 0;
    while (i < text.length && (bare < offset || (end && text[i].search(MARKS) === 0))) {
      if (text[i].search(MARKS) !== 0) bare++;
      i++;
    }
    return i;
  }
  document.addEventListener("copy", function () {
    var chosen = getSelection();
    if (!folded || !chosen.rangeCount) return;
    var range = chosen.getRangeAt(0);
    var a = range.startContainer, b = range.endContainer, from = range.startOffset, to = range.endOffset;
    var first = truly(a, from, false), last = truly(b, to, true);
    unfold();
    chosen.setBaseAndExtent(a, first, b, last);
    setTimeout(function () { fold(); chosen.setBaseAndExtent(a, from, b, to); });
  });

  function size(lang, percent) {
    var text = all(".title-block .source, .title-block .target", edition).find(function (each) { return each.lang === lang; });
    if (text) root.style.setProperty("--size-" + (text.matches(".source") ? "source" : "target"), percent / 100);
  }
  all(".apparatus").forEach(function (apparatus) { apparatus.hidden = false; });
  all(".settings input").forEach(function (input) {
    var data = input.dataset;
    if (data.size) { input.value = get("size." + data.size) || 100; size(data.size, input.value); }
    if (data.set) input.checked = get(data.set) !== "off";
  });
  if (get("marks") === "off") fold();
  var settings = document.querySelector(".settings");
  if (settings) {
    settings.addEventListener("input", function (event) {
      var input = event.target;
      if (input.name === "theme") choose(input.value);
      if (input.dataset.size) { hold(); size(input.dataset.size, input.value); set("size." + input.dataset.size, input.value); restore(); }
      if (input.dataset.set) {
        set(input.dataset.set, input.checked ? null : "off");
        if (input.dataset.set === "marks") (input.checked ? unfold : fold)();
      }
    });
    settings.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && settings.open) { settings.open = false; settings.firstElementChild.focus(); }
    });
    document.addEventListener("pointerdown", function (event) { if (!settings.contains(event.target)) settings.open = false; });
  }

  // --- Way of reading.
  var rows = diglot.rows = all(".pair[id]", edition);
  var layout = document.querySelector(".layout");
  var held = null;

  // The row that crosses a line one quarter down the window is the one being read.
  diglot.eye = function () {
    return rows.find(function (row) { return row.getBoundingClientRect().bottom > innerHeight / 4; });
  };
  function hold() {
    var row = scrollY < 1 ? null : diglot.eye();
    held = row && { row: row, top: row.getBoundingClientRect().top };
  }
  function restore() {
    function back() { if (held) scrollBy(0, held.row.getBoundingClientRect().top - held.top); }
    back();
    requestAnimationFrame(back); // scroll anchoring may have moved it
  }

  // --- The sentence that answers the one under the pointer or the focus.
  function light(event) {
    var s = event.target.closest(".s"), row = s && s.closest(".pair");
    all(".s.lit", edition).forEach(function (other) {
      if (!row || !row.contains(other) || other.dataset.s !== s.dataset.s) other.classList.remove("lit");
    });
    if (row) all('.s[data-s="' + s.dataset.s + '"]', row).forEach(function (part) { part.classList.add("lit"); });
  }
  edition.addEventListener("pointerover", light);
  edition.addEventListener("pointerleave", light);
  edition.addEventListener("focusin", light);

  var touch = false;
  edition.addEventListener("pointerdown", function (event) { touch = event.pointerType !== "mouse"; }, true);
  diglot.touched = function () { return touch; };

  if (!layout) return;
  function radio(value) { return layout.querySelector('input[value="' + CSS.escape(value || "") + '"]'); }
  diglot.mode = function () { return layout.querySelector(":checked").value; };
  diglot.modes = all("input", layout).map(function (input) { return input.value; });
  function whole(row) { delete row.dataset.only; delete row.dataset.shown; }
  function shared() { return radio(new URLSearchParams(location.search).get("mode")); }

  // A shared link shows its own way and leaves the reader's choice alone.
  (shared() || radio(get("mode")) || radio("side")).checked = true;
  if (location.hash.length > 1) {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) target.scrollIntoView();
  }
  function chosen() {
    set("mode", diglot.mode());
    rows.forEach(whole);
    if (shared()) try { history.replaceState(null, "", location.pathname + location.hash); } catch (e) { /* from a disk */ }
    restore();
  }
  diglot.choose = function (value) {
    hold();
    radio(value).checked = true;
    chosen();
  };
  // Before the browser changes the choice, note the place.
  layout.addEventListener("pointerdown", hold, true);
  layout.addEventListener("keydown", hold, true);
  layout.addEventListener("change", chosen);

  // --- One language, the other on demand: a tap on a text reveals what answers it. A name does not steal the tap: under a
  // finger its link opens once the row is open.
  var narrow = matchMedia("(max-width: 55.99rem)");
  edition.addEventListener("change", function (event) {
    var row = event.target.closest(".reveal") && event.target.closest(".pair");
    if (row) whole(row);
  });
  edition.addEventListener("click", function (event) {
    var mode = diglot.mode();
    var hidden = mode === "reveal-source" ? "source" : mode === "reveal" || (mode === "side" && narrow.matches) ? "target" : "";
    var row = event.target.closest(".pair"), box = row && row.querySelector(":scope > .reveal input");
    var link = event.target.closest("a");
    if (!hidden || !box || event.target.closest(".reveal, .num, .tools") || !(touch || narrow.matches)) return;
    if (!getSelection().isCollapsed || (link && (box.checked || !touch))) return;
    if (link) event.preventDefault();
    var s = event.target.closest(".s"), other = s && !s.closest("." + hidden) && s.dataset.s;
    if (other && row.dataset.shown !== other) {
      row.dataset.only = hidden;
      row.dataset.shown = other;
      all(".s", row).forEach(function (part) { part.classList.toggle("shown", part.dataset.s === other); });
      box.checked = true;
    } else {
      whole(row);
      box.checked = !box.checked;
    }
  });
})();
