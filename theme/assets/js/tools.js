/* Diglot: the tools of a passage, the keys, and the cards of actors. Each is a shorter way to something that is on the page
   or one link away; what they need to know lies in the page itself, so they work from a disk. */
(function () {
  "use strict";
  var diglot = window.diglot, block = document.getElementById("data");
  if (!block || !diglot.rows || !HTMLElement.prototype.showPopover) return;
  var data = JSON.parse(block.content.textContent), all = diglot.all, rows = diglot.rows;
  var both = data.langs.length > 1;
  var WIDE = 6000; // letters of an address that GitHub and mail programs still take

  // Puts a box of the top layer below what it belongs to, or above where there is no room.
  function place(box, at) {
    var width = box.offsetWidth, height = box.offsetHeight, view = document.documentElement;
    var left = Math.min(Math.max(at.left + at.width / 2 - width / 2, 6), view.clientWidth - width - 6);
    var below = at.bottom + height + 6 < innerHeight || at.top < height;
    box.style.left = left + scrollX + "px";
    box.style.top = (below ? at.bottom + 2 : at.top - height - 2) + scrollY + "px";
  }

  // --- What a passage says, and where it stands.
  function text(row, side) {
    var element = row.querySelector(":scope > ." + side);
    if (!element) return "";
    var cells = all("th, td", element);
    return cells.length ? cells.map(diglot.text).join(" · ") : diglot.text(element);
  }
  function address(row) {
    var mode = both && diglot.mode(), base = data.url || location.href.split(/[?#]/)[0];
    return base + (mode && mode !== "side" ? "?mode=" + mode : "") + "#" + row.id;
  }
  function cited(row, side) {
    var said = text(row, side), i = side === "target" ? 1 : 0;
    return said && said + "\n\n" + data.cite[i];
  }
  function copied(row, what) {
    if (what === "link") return address(row);
    var parts = (what === "both" ? ["source", "target"] : [what]).map(function (side) { return cited(row, side); }).filter(Boolean);
    var state = what === "source" && both ? "" : data.states[row.dataset.state];
    return parts.concat([(state ? state + "\n" : "") + address(row)]).join("\n\n");
  }
  var said = document.querySelector(".said"), timer;
  function copy(row, what) {
    var value = copied(row, what);
    function done() {
      said.textContent = said.dataset.copied;
      clearTimeout(timer);
      timer = setTimeout(function () { said.textContent = ""; }, 2500);
    }
    function old() {
      var field = document.createElement("textarea"), focus = document.activeElement;
      field.value = value;
      (document.querySelector("dialog[open]") || document.body).append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      if (focus) focus.focus();
      done();
    }
    if (navigator.clipboard) navigator.clipboard.writeText(value).then(done, old); else old();
  }
  function report(row) {
    var subject = data.title[0] + " · " + row.querySelector(".num").textContent + " · " + row.id;
    var texts = [text(row, "source"), text(row, "target")].filter(Boolean);
    function link(most) {
      var shown = texts.map(function (each) { return each.length > most ? Array.from(each).slice(0, most).join("") + "…" : each; });
      var body = encodeURIComponent(shown.concat([address(row), ""]).join("\n\n"));
      var title = encodeURIComponent(subject);
      if (/^[^/:]+@[^/:]+$/.test(data.contact)) return "mailto:" + data.contact + "?subject=" + title + "&body=" + body;
      var issues = data.contact.match(/^https:\/\/github\.com\/[^/]+\/[^/]+\/issues/);
      var page = issues ? issues[0] + "/new" : data.contact ? "" : data.issues;
      return page ? page + "?title=" + title + "&body=" + body : data.contact;
    }
    var most = 2000, href = link(most);
    while (href.length > WIDE && most > 60) href = link((most = Math.floor(most * 0.8)));
    return href;
  }
  function edit(row, i) {
    var file = data.files[i], steps = (data.lines[i] || []).slice(0, +row.querySelector(".num").textContent);
    var line = steps.reduce(function (sum, step) { return sum + step; }, 0);
    return file && file + (line ? "#L" + line : "");
  }

  // --- The number of a passage opens its tools.
  var tools = document.getElementById("tools").content.firstElementChild, opener = null;
  function open(number) {
    var row = number.closest(".pair");
    number.after(tools);
    [["report", report(row)], ["edit-source", edit(row, 0)], ["edit-target", edit(row, 1)]].forEach(function (item) {
      var link = tools.querySelector('[data-do="' + item[0] + '"]');
      if (link && item[1]) link.href = item[1]; else if (link) link.removeAttribute("href");
    });
    all('[data-do="target"], [data-do="both"]', tools).forEach(function (button) { button.hidden = !text(row, "target"); });
    tools.showPopover();
    place(tools, number.getBoundingClientRect());
    opener = number;
    number.setAttribute("aria-expanded", "true");
  }
  tools.addEventListener("toggle", function (event) {
    if (event.newState === "open" || !opener) return;
    opener.removeAttribute("aria-expanded");
    if (tools.contains(document.activeElement)) opener.focus();
    opener = null;
  });
  tools.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    copy(tools.closest(".pair"), button.dataset.do);
    opener.focus();
    tools.hidePopover();
  });
  var was = null; // what stood open when the finger came down: the browser closes it before the click
  document.addEventListener("pointerdown", function () { was = opener; }, true);
  document.addEventListener("click", function (event) {
    var number = event.target.closest(".edition .num");
    if (!number || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    history.replaceState(null, "", number.getAttribute("href"));
    if (was === number && event.detail) { was = null; return; }
    if (opener === number) tools.hidePopover(); else open(number);
  });

  // --- Cards of actors: by pointer after a moment, by focus at once, by touch instead of the link, which the card holds.
  var card = document.createElement("div"), owner = null, pending;
  card.className = "card";
  card.id = "card";
  card.popover = "manual";
  card.setAttribute("role", "tooltip");
  document.querySelector(".edition").append(card);

  function make(tag, content, i) {
    var element = document.createElement(tag);
    element.textContent = content;
    if (i !== undefined) { element.lang = data.langs[i]; element.dir = data.dirs[i]; }
    return element;
  }
  function show(link, x, y) {
    var facts = data.cards[link.getAttribute("href").replace(/^.*\/|\.html.*$/g, "")];
    if (!facts) return;
    clearTimeout(pending);
    hide();
    card.replaceChildren();
    facts[0].forEach(function (name, i) {
      var line = make("p", "", i), page = make("a", name);
      if (!name) return;
      page.href = link.href;
      page.tabIndex = -1;
      line.append(page);
      if (facts[1][i]) line.append(make("span", facts[1][i]));
      if (facts[1][i] && facts[2]) line.append(make("em", data.machine[i]));
      card.append(line);
    });
    card.showPopover();
    var boxes = Array.from(link.getClientRects());
    place(card, boxes.find(function (box) { return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom; }) || boxes[0]);
    owner = link;
    link.setAttribute("aria-describedby", "card");
  }
  function hide() {
    clearTimeout(pending);
    if (!owner) return;
    owner.removeAttribute("aria-describedby");
    owner = null;
    card.hidePopover();
  }
  function later(action, wait) {
    clearTimeout(pending);
    pending = setTimeout(action, wait);
  }
  document.addEventListener("pointerover", function (event) {
    if (event.pointerType !== "mouse") return;
    var link = event.target.closest(".edition .actor");
    if (link && link !== owner) later(function () { show(link, event.clientX, event.clientY); }, 250);
    else if (link || card.contains(event.target)) clearTimeout(pending);
    else later(function () { if (owner !== document.activeElement) hide(); }, 300);
  });
  document.addEventListener("focusin", function (event) {
    if (event.target.matches(".edition .actor:focus-visible")) show(event.target);
    else if (owner && event.target !== owner && !card.contains(event.target)) hide();
  });
  document.addEventListener("pointerdown", function (event) {
    if (owner && !owner.contains(event.target) && !card.contains(event.target)) hide();
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest(".edition .actor");
    if (!link || event.defaultPrevented || link === owner || !diglot.touched()) return;
    event.preventDefault();
    show(link, event.clientX, event.clientY);
  });

  // --- Keys. One letter each, so they can be switched off, and never act where one writes.
  var help = document.querySelector("dialog.keys");
  all(".help").forEach(function (button) { button.addEventListener("click", function () { help.showModal(); }); });
  help.addEventListener("click", function (event) { if (event.target === help) help.close(); });

  function here() {
    var active = document.activeElement.closest(".pair[id]"), target = document.querySelector(":target");
    return active || (target && target.closest(".pair[id]")) || diglot.eye() || rows[0];
  }
  function step(by) {
    var active = document.activeElement.closest(".pair[id]");
    var next = active ? rows[rows.indexOf(active) + by] : diglot.eye();
    if (next) { next.querySelector(".num").focus(); next.scrollIntoView({ block: "nearest" }); }
  }
  document.addEventListener("keydown", function (event) {
    var key = event.key, at = event.target, done = true;
    if (key === "Escape" && owner) { hide(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || diglot.get("keys") === "off" || help.open) return;
    if (at.isContentEditable || at.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=range])")) return;
    if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "c") copy(here(), both ? "both" : "source");
    else if (key === "?") help.showModal();
    else if (both && key === "v") diglot.choose(diglot.modes[(diglot.modes.indexOf(diglot.mode()) + 1) % diglot.modes.length]);
    else if (both && diglot.modes[key - 1]) diglot.choose(diglot.modes[key - 1]);
    else done = false;
    if (done) event.preventDefault();
  });
})();
