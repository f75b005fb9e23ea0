/* Diglot: remembers how this reader reads, and keeps the paragraph under the eye when the way changes.
   Everything works without it. */
(function () {
  "use strict";
  var root = document.documentElement;
  function get(key) { try { return localStorage.getItem("diglot." + key); } catch (e) { return null; } }
  function set(key, value) { try { localStorage.setItem("diglot." + key, value); } catch (e) { /* private, or from a disk */ } }

  // Theme: the system's, until the reader says otherwise.
  var stored = get("theme");
  if (stored === "dark" || stored === "light") root.dataset.theme = stored;
  var button = document.querySelector("button.theme");
  if (button) {
    var dark = function () {
      return (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
    };
    var show = function () { button.setAttribute("aria-pressed", String(dark())); };
    button.hidden = false;
    show();
    button.addEventListener("click", function () {
      root.dataset.theme = dark() ? "light" : "dark";
      set("theme", root.dataset.theme);
      show();
    });
  }

  // "/" leads to the search from any page; the search page itself moves to its box.
  var search = document.querySelector("a[rel=search]:not([aria-current])");
  if (search) document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
    event.preventDefault();
    location.href = search.href + "#q";
  });

  // Mode of reading.
  var layout = document.querySelector(".layout");
  if (!layout) return;
  var rows = document.querySelectorAll(".pair[id]");
  var held = null;

  function hold() {
    // The row that crosses a line one quarter down the window is the one being read.
    var eye = innerHeight / 4;
    held = null;
    if (scrollY < 1) return;
    for (var i = 0; i < rows.length; i++) {
      var box = rows[i].getBoundingClientRect();
      if (box.bottom > eye) { held = { row: rows[i], top: box.top }; return; }
    }
  }
  function restore() {
    if (held) scrollBy(0, held.row.getBoundingClientRect().top - held.top);
  }

  var mode = get("mode");
  var radio = mode && layout.querySelector('input[value="' + CSS.escape(mode) + '"]');
  if (radio) radio.checked = true;

  // Before the browser changes the choice, note the place; afterwards put it back (twice: scroll anchoring may have moved it).
  layout.addEventListener("pointerdown", hold, true);
  layout.addEventListener("keydown", hold, true);
  layout.addEventListener("change", function (event) {
    set("mode", event.target.value);
    restore();
    requestAnimationFrame(restore);
  });
})();
