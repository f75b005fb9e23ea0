/* Diglot: the search page. It shows what search-index.js finds; the passages are taken from the articles' own pages, so that
   a result says what the page says, the state of the translation too. */
(function () {
  "use strict";
  const form = document.querySelector(".search-form");
  const { settings, forms, words, terms, find, record, passages } = window.diglotSearch;
  const box = form.q, state = document.querySelector(".search-state"), list = document.querySelector(".search-results");
  const PAGE = 5, PASSAGES = 3;
  const shown = settings.shown;

  function make(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const name in attributes) node.setAttribute(name, attributes[name]);
    node.append(...children);
    return node;
  }
  function of(lang, side) {
    return { class: side ? "target" : "source", lang, dir: settings.rtl.includes(lang) ? "rtl" : "ltr" };
  }
  /* Give a text of the interface in both languages; `count` chooses its plural form. */
  function say(key, query, count) {
    return make("div", { class: "pair" }, ...shown.map((lang, side) => {
      let text = settings.texts[lang][key];
      if (count !== undefined) text = text[new Intl.PluralRules(lang).select(count)] || text.other;
      const [before, after] = text.replace("{n}", count).split("{query}");
      return make("p", of(lang, side), before, ...after === undefined ? [] : [make("bdi", {}, query), after]);
    }));
  }

  // --- Results. ---
  /* Give what a record shows, a side for each of two languages that have it. */
  function sides(meta, each) {
    const having = [...new Set([...shown, ...Object.keys(settings.languages)])].filter(lang => meta["title-" + lang]).slice(0, 2);
    return having.map(lang => each(meta["title-" + lang], lang, lang === shown[0] || having[1] === lang && having[0] === shown[1] ? 0 : 1));
  }
  function actorRow({ path, meta }) {
    return make("li", { class: "pair" }, ...sides(meta, (name, lang, side) => {
      const row = make("p", of(lang, side), make("a", { href: path }, name)), role = meta["role-" + lang];
      if (role) row.append(make("span", { class: "role" }, (settings.texts[lang] || { comma: ", " }).comma, role));
      return row;
    }));
  }
  const pages = {};
  function pageOf(path) {
    return pages[path] ||= fetch(path).then(answer => answer.ok ? answer.text() : Promise.reject(answer.status))
      .then(html => new DOMParser().parseFromString(html, "text/html"));
  }
  async function articleSection(page, wanted) {
    const { path, meta } = await record(page.hits[0]);
    const heading = sides(meta, (title, lang, side) =>
      make(side ? "p" : "h2", side ? { ...of(lang, 1), role: "heading", "aria-level": 2 } : of(lang, 0), make("a", { href: path }, title)));
    const section = make("section", { class: "concordance" }, make("div", { class: "pair heading" }, ...heading));
    try {
      const [article, ids] = await Promise.all([pageOf(path), passages(page, PASSAGES)]);
      const said = article.querySelector(".title-block .state");
      if (said) section.append(plain(document.importNode(said, true)));
      for (const id of ids) section.append(passageRow(article, id, path, wanted));
    } catch (error) {
      console.error(error); // the title still leads to the article
    }
    return section;
  }
  function passageRow(article, id, path, wanted) {
    const texts = [...article.querySelectorAll('[id^="' + CSS.escape(id) + '-"]')].filter(node => /^-[a-z]{2,3}$/.test(node.id.slice(id.length)));
    const row = texts.length ? texts[0].closest(".pair") : null;
    const [number, note] = row ? [row.querySelector(".num"), row.querySelector(".state-note")] : [];
    return make("div", { class: "pair" },
      make("a", { class: "num", href: path + "#" + id }, number ? number.textContent : "¶"),
      ...texts.slice(0, 2).map((text, side) => {
        const copy = make("p", of((text.lang || text.closest("[lang]").lang), side), ...plain(document.importNode(text, true)).childNodes);
        mark(copy, wanted);
        return copy;
      }),
      ...note ? [document.importNode(note, true)] : []);
  }
  /* Take from a copied text what works on its own page only. */
  function plain(copy) {
    copy.querySelectorAll("img, input, button, label").forEach(node => node.remove());
    copy.querySelectorAll("a").forEach(node => node.replaceWith(...node.childNodes));
    copy.querySelectorAll("[id]").forEach(node => node.removeAttribute("id"));
    copy.normalize();
    return copy;
  }
  function mark(node, wanted) {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      // Whole words: a mark inside one could part its letters.
      text.replaceWith(...text.data.split(/([\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}ـ'’]*)/u).map((part, i) =>
        i % 2 && wanted(part, node.lang) ? make("mark", {}, part) : part));
    }
  }
  /* Give the test whether a word was asked for: it has a form in common, or all letters but an ending. */
  function wantedBy(query) {
    const asked = terms(query).flat();
    return (word, lang) => words(word).some(own => asked.some(one => {
      const mine = forms(own, lang);
      return forms(one, lang).some(form => mine.includes(form)) ||
        one.length > 3 && own.startsWith(one.slice(0, -1)) && own.length - one.length < 4;
    }));
  }

  // --- The page. ---
  let turn = 0, current = "";
  async function show(query) {
    const mine = ++turn;
    if (!terms(query).length) return put([], []);
    const waiting = setTimeout(() => mine === turn && state.replaceChildren(say("searching")), 400);
    try {
      const results = await find(query), parts = [results.filter(page => page.actor), results.filter(page => !page.actor)];
      const nodes = await entries(parts, 0, wantedBy(query));
      if (mine !== turn) return;
      put([results.length ? say("results", "", results.length) : say("nothing", query)], results.length ? nodes : [say("help")]);
    } catch (error) {
      console.error(error);
      if (mine === turn) put([say("failed")], []);
    } finally {
      clearTimeout(waiting);
    }
  }
  function put(said, nodes) {
    state.replaceChildren(...said);
    list.replaceChildren(...nodes);
    list.dataset.query = current; // what is shown is the answer to this
  }
  /* Give the next actors and articles, and the button that asks for more of them. */
  async function entries([actors, articles], from, wanted) {
    const rows = await Promise.all(actors.slice(from, from + PAGE).map(page => record(page.hits[0]).then(actorRow)));
    const nodes = rows.length ? [make("ol", { class: "glossary" }, ...rows)] : [];
    nodes.push(...await Promise.all(articles.slice(from, from + PAGE).map(page => articleSection(page, wanted))));
    if (Math.max(actors.length, articles.length) > from + PAGE) {
      const button = make("button", { type: "button", class: "more" }, ...shown.flatMap(lang => [make("span", of(lang), settings.texts[lang].more), " "]));
      button.addEventListener("click", async () => {
        const next = await entries([actors, articles], from + PAGE, wanted);
        button.replaceWith(...next);
        next[0].querySelector("a").focus();
      }, { once: true });
      nodes.push(button);
    }
    return nodes;
  }
  function start() {
    const query = box.value.trim();
    if (query === current) return;
    current = query;
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query); else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    show(query);
  }
  function given() {
    box.value = new URLSearchParams(location.search).get("q") || "";
    start();
  }

  // Arrows walk from the box through the results and back, Escape returns to the box, "/" comes from anywhere.
  function key(event) {
    const here = document.activeElement, links = [...list.querySelectorAll("a, button")], at = links.indexOf(here);
    let to = null;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && window.diglot.get("keys") !== "off" && !/^(INPUT|TEXTAREA|SELECT)$/.test(here.tagName)) to = box;
    else if (event.key === "Escape" && at >= 0) to = box;
    else if (event.key === "ArrowDown" && (at >= 0 || here === box)) to = links[at + 1];
    else if (event.key === "ArrowUp" && at >= 0) to = links[at - 1] || box;
    if (!to) return;
    event.preventDefault();
    to.focus();
    if (to === box) box.select();
  }

  if (location.protocol === "file:") {
    state.replaceChildren(say("server"));
    form.addEventListener("submit", event => event.preventDefault());
    return;
  }
  let pause;
  box.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(start, 200); });
  form.addEventListener("submit", event => { event.preventDefault(); clearTimeout(pause); start(); });
  addEventListener("popstate", given);
  document.addEventListener("keydown", key);
  given();
  if (location.hash === "#q") box.focus();
})();
