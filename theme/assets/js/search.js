/* Diglot: the search page. Pagefind looks up words; this script reads the query as the index was made
   (generator/diglot/text/search_words.py), puts the answers together and takes the passages from the articles' own pages. */
(function () {
  "use strict";
  const form = document.querySelector(".search-form");
  if (!form) return;
  const box = form.q, status = document.querySelector(".search-state"), list = document.querySelector(".search-results");
  const settings = JSON.parse(document.getElementById("search-settings").textContent);
  const PAGE = 5, PASSAGES = 3, ALIKE = 0.5;

  // --- The query, read as the index was. ---
  const WORD = /[\p{L}\p{N}]+(?:'\p{L}+|"[א-ת](?![א-ת]))*/gu;
  const scripts = {};
  for (const [lang, script] of Object.entries(settings.languages)) scripts[lang] = new RegExp("\\p{Script=" + script + "}", "u");

  function fold(text) {
    const apart = text.normalize("NFKD").replace(/[\p{M}\p{Cf}ـ]/gu, "").toLowerCase();
    return Array.from(apart, letter => settings.folds[letter] ?? letter).join("");
  }
  function forms(word, lang) {
    const found = [word.replace(/['"]/g, "")];
    if (word.includes("'")) found.push(word.split("'").reduce((a, b) => b.length > a.length ? b : a));
    for (const proclitic of settings.proclitics[lang] || []) {
      const stem = word.slice(proclitic.length);
      if (!word.startsWith(proclitic) || stem.length < settings.shortest) continue;
      found.push(stem);
      if (lang === "ar" && proclitic.endsWith("ل") && stem[0] === "ل") found.push("ا" + stem, "ال" + stem);
    }
    if (lang === "ar") for (const stem of [...found]) if (stem.startsWith("ال") && stem.length > 3) found.push(stem.slice(2));
    return [...new Set(found)];
  }
  /* Give the terms of a query: words, and phrases in quotation marks. */
  function terms(query) {
    const found = [];
    for (const [, phrase, rest] of query.matchAll(/["“”„«]([^"“”„«»]+)["“”»]|([^"“”„«»]+|.)/gu)) {
      const words = fold(phrase || rest).match(WORD) || [];
      if (phrase && words.length > 1) found.push({ words, phrase: true });
      else for (const word of words) found.push({ words: [word] });
    }
    return found;
  }
  function languagesOf(term) {
    const known = Object.keys(scripts).filter(lang => term.words.some(word => scripts[lang].test(word)));
    return known.length || term.words.some(word => /\p{L}/u.test(word)) ? known : null; // null: figures, in any language
  }

  // --- The index. ---
  const bundles = {};
  let pagefind;
  function bundle(lang) {
    // In this thread: the worker would be one more file, and no faster for words one by one.
    bundles[lang] ||= (async () => {
      pagefind ||= import(new URL(settings.root + "pagefind.js", location.href));
      const index = (await pagefind).createInstance({ basePath: new URL(settings.root + lang + "/", location.href).href, noWorker: true });
      const actors = await index.search(null, { filters: { kind: "actor" } });
      return { index, lang, actors: new Set(actors.results.map(result => result.id)) };
    })();
    return bundles[lang];
  }
  /* Give what one term finds in one language: by id, a score and where its words stand. */
  async function lookUp(term, { index, lang }) {
    const alternatives = term.phrase ? ['"' + term.words.join(" ") + '"'] : forms(term.words[0], lang);
    const answers = await Promise.all(alternatives.map(each => index.search(each)));
    const found = new Map();
    answers.forEach((answer, rank) => {
      for (const result of answer.results) {
        const weight = rank ? ALIKE : 1, old = found.get(result.id);
        const hit = old || { id: result.id, lang, score: 0, places: [], data: result.data };
        hit.score = Math.max(hit.score, weight * result.score);
        hit.places.push(...result.words.map(place => [place, weight]));
        found.set(result.id, hit);
      }
    });
    return found;
  }
  async function inLanguage(wanted, lang) {
    const opened = await bundle(lang);
    const answers = await Promise.all(wanted.map(term => lookUp(term, opened)));
    const found = [];
    for (const [id, hit] of answers[0]) {
      const all = answers.map(answer => answer.get(id));
      if (all.every(Boolean)) found.push({ ...hit, actor: opened.actors.has(id), score: all.reduce((sum, each) => sum + each.score, 0), terms: all.map(each => each.places) });
    }
    return found;
  }
  /* Give all results, best first. A page must hold every term; one of another script is asked of another language's index. */
  async function find(query) {
    const wanted = terms(query), byLanguage = new Map();
    for (const term of wanted) for (const lang of languagesOf(term) || []) byLanguage.set(lang, [...(byLanguage.get(lang) || []), term]);
    const figures = wanted.filter(term => languagesOf(term) === null);
    if (!byLanguage.size) for (const lang in scripts) byLanguage.set(lang, []);
    for (const [lang, own] of byLanguage) byLanguage.set(lang, [...own, ...figures]);
    const groups = new Map(); // languages of one script are asked alike: their answers add up
    for (const [lang, own] of byLanguage) {
      if (!own.length) continue;
      const script = figures.length === wanted.length ? "" : settings.languages[lang];
      groups.set(script, [...(groups.get(script) || []), ...await inLanguage(own, lang)]);
    }
    if (groups.size === 1 && byLanguage.size === 1) return [...groups.values()][0].sort(better);
    const merged = [];
    for (const hits of groups.values()) {
      const byPage = new Map();
      for (const hit of hits) {
        const key = (await record(hit)).key;
        const old = byPage.get(key);
        byPage.set(key, old ? { ...old, score: old.score + hit.score, others: [...(old.others || []), hit] } : { ...hit });
      }
      merged.push(byPage);
    }
    const [first, ...rest] = merged;
    return [...first].filter(([key]) => rest.every(each => each.has(key))).map(([key, hit]) => {
      const more = rest.map(each => each.get(key));
      return { ...hit, score: more.reduce((sum, each) => sum + each.score, hit.score), others: [...(hit.others || []), ...more] };
    }).sort(better);
  }
  function better(a, b) { return b.actor - a.actor || b.score - a.score; }

  async function record(hit) {
    hit.record ||= await hit.data();
    hit.record.path = hit.record.raw_url.replace(/^\//, "");
    hit.record.key = hit.record.path.replace(/(\.[a-z]{2,3})?\.html$/, "");
    return hit.record;
  }
  /* Give the passages in which most terms stand, in order. */
  async function passages(hit) {
    const score = new Map();
    for (const each of [hit, ...(hit.others || [])]) {
      const { anchors } = await record(each);
      each.terms.forEach((places, term) => {
        for (const [place, weight] of places) {
          const anchor = anchors.findLast(one => one.location <= place);
          if (!anchor) continue;
          const known = score.get(anchor.id) || new Map(), key = each.lang + term;
          known.set(key, Math.max(known.get(key) || 0, weight));
          score.set(anchor.id, known);
        }
      });
    }
    const value = new Map([...score].map(([id, known]) => [id, [...known.values()].reduce((a, b) => a + b)]));
    const order = hit.record.anchors.map(anchor => anchor.id);
    return [...value].sort((a, b) => b[1] - a[1] || order.indexOf(a[0]) - order.indexOf(b[0])).slice(0, PASSAGES)
      .map(([id]) => id).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  }

  // --- What is shown. ---
  function make(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
    node.append(...children.filter(child => child !== null && child !== undefined));
    return node;
  }
  const dir = lang => ({ lang, dir: settings.rtl.includes(lang) ? "rtl" : "ltr" });
  const shownLanguages = settings.shown;
  /* Give a row with a text of the interface in both languages. */
  function say(key, values, count) {
    return make("div", { class: "pair" }, ...shownLanguages.map((lang, side) => {
      const texts = settings.texts[lang];
      let text = count === undefined ? texts[key] : texts[key][new Intl.PluralRules(lang).select(count)] || texts[key].other;
      text = text.replace("{n}", count);
      const [before, after] = text.split("{query}");
      const node = make("p", { class: side ? "target" : "source", ...dir(lang) }, before);
      if (after !== undefined) node.append(make("bdi", {}, values), after);
      return node;
    }));
  }
  const pages = {};
  function pageOf(path) {
    pages[path] ||= fetch(settings.site + path).then(answer => answer.ok ? answer.text() : Promise.reject(answer.status))
      .then(html => new DOMParser().parseFromString(html, "text/html"));
    return pages[path];
  }
  function titles(data, prefix, href, level) {
    const sides = [...new Set([...shownLanguages, ...Object.keys(settings.languages)])].filter(lang => data.meta[prefix + lang]).slice(0, 2);
    return sides.map((lang, side) => {
      const link = make("a", { href }, data.meta[prefix + lang]);
      const attributes = { class: side || sides.length === 1 && lang === shownLanguages[1] ? "target" : "source", ...dir(lang) };
      return side ? make("p", { ...attributes, role: "heading", "aria-level": level }, link) : make("h" + level, attributes, link);
    });
  }
  function actorRow(data) {
    const href = settings.site + data.path;
    const row = make("li", { class: "pair" }, ...titles(data, "title-", href, 3));
    for (const node of row.children) {
      const role = data.meta["role-" + node.lang];
      if (role) node.append(make("span", { class: "role" }, settings.texts[shownLanguages[0]].comma === "، " && node.dir === "rtl" ? "، " : ", ", role));
    }
    return row;
  }
  function mark(node, wanted) {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      const parts = [];
      let last = 0;
      for (const match of text.data.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}ـ'’]*/gu)) {
        if (!wanted(match[0], node.lang)) continue;
        parts.push(text.data.slice(last, match.index), make("mark", {}, match[0]));
        last = match.index + match[0].length;
      }
      if (parts.length) text.replaceWith(...parts, text.data.slice(last));
    }
  }
  /* Whether a word of a passage is one that was asked for: a form in common, or, for inflection, nearly all letters. */
  function wantedBy(query) {
    const asked = terms(query).flatMap(term => term.words);
    return (word, lang) => (fold(word).match(WORD) || []).some(own => asked.some(one => {
      const mine = new Set(forms(own, lang));
      return forms(one, lang).some(form => mine.has(form)) || one.length > 3 && own.startsWith(one.slice(0, -1)) && own.length - one.length < 4;
    }));
  }
  function passageRow(page, id, href, wanted) {
    const texts = [...page.querySelectorAll('[id^="' + CSS.escape(id) + '-"]')].filter(node => /^-[a-z]{2,3}$/.test(node.id.slice(id.length)));
    if (!texts.length) return null;
    const own = page.getElementById(id), pair = texts[0].closest(".pair") || own;
    const number = pair && pair.querySelector(".num"), note = pair && pair.querySelector(".state-note");
    const row = make("div", { class: "pair" }, make("a", { class: "num", href: href + "#" + id }, number ? number.textContent : "¶"));
    texts.slice(0, 2).forEach((node, side) => {
      const lang = node.lang || node.closest("[lang]").lang;
      const copy = make("p", { class: side ? "target" : "source", ...dir(lang) });
      copy.append(...Array.from(node.childNodes, child => document.importNode(child, true)));
      copy.querySelectorAll("[id]").forEach(each => each.removeAttribute("id"));
      copy.querySelectorAll("a[href]").forEach(each => each.replaceWith(...each.childNodes));
      copy.querySelectorAll("img, input, button, label").forEach(each => each.remove());
      copy.normalize();
      mark(copy, wanted);
      row.append(copy);
    });
    if (note) row.append(document.importNode(note, true));
    return row;
  }
  async function articleSection(hit, wanted) {
    const data = await record(hit), href = settings.site + data.path;
    const heading = make("div", { class: "pair heading" }, ...titles(data, "title-", href, 3));
    const section = make("section", { class: "concordance" }, heading);
    try {
      const [page, ids] = await Promise.all([pageOf(data.path), passages(hit)]);
      const state = page.querySelector(".title-block .state");
      if (state) {
        const copy = document.importNode(state, true);
        copy.querySelectorAll("[id]").forEach(each => each.removeAttribute("id"));
        section.append(copy);
      }
      for (const id of ids) section.append(passageRow(page, id, href, wanted) || "");
    } catch (error) {
      // The title still leads to the article.
    }
    return section;
  }

  // --- The page. ---
  let asked = 0, current = "";
  async function show(query) {
    const turn = ++asked;
    current = query;
    if (!terms(query).length) { status.replaceChildren(); list.replaceChildren(); return; }
    const waiting = setTimeout(() => { if (turn === asked) status.replaceChildren(say("searching")); }, 400);
    let results;
    try {
      results = await find(query);
    } catch (error) {
      console.error(error);
      if (turn === asked) { status.replaceChildren(say("failed")); list.replaceChildren(); }
      return;
    } finally { clearTimeout(waiting); }
    if (turn !== asked) return;
    const actors = results.filter(hit => hit.actor), articles = results.filter(hit => !hit.actor), wanted = wantedBy(query);
    const next = [];
    if (actors.length) {
      const rows = make("ol", { class: "glossary" });
      for (const hit of actors.slice(0, PAGE)) rows.append(actorRow(await record(hit)));
      next.push(rows);
    }
    const sections = await Promise.all(articles.slice(0, PAGE).map(hit => articleSection(hit, wanted)));
    if (turn !== asked) return;
    status.replaceChildren(results.length ? say("results", "", results.length) : say("nothing", query));
    if (!results.length) next.push(say("help"));
    list.replaceChildren(...next, ...sections);
    more(articles, PAGE, wanted, turn);
    list.dataset.query = query;
  }
  function more(articles, from, wanted, turn) {
    if (articles.length <= from) return;
    const button = make("button", { type: "button", class: "more" }, ...shownLanguages.map(lang => make("span", dir(lang), settings.texts[lang].more)));
    button.addEventListener("click", async () => {
      button.disabled = true;
      const sections = await Promise.all(articles.slice(from, from + PAGE).map(hit => articleSection(hit, wanted)));
      if (turn !== asked) return;
      button.replaceWith(...sections);
      sections[0].querySelector("a").focus();
      more(articles, from + PAGE, wanted, turn);
    });
    list.append(button);
  }
  function write(query) {
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query); else address.searchParams.delete("q");
    history.replaceState(null, "", address);
  }
  function start() {
    const query = box.value.trim();
    if (query === current) return;
    write(query);
    show(query);
  }
  if (location.protocol === "file:") {
    status.replaceChildren(say("server"));
    form.addEventListener("submit", event => event.preventDefault());
    return;
  }
  let pause;
  box.addEventListener("focus", () => Promise.all(Object.keys(scripts).slice(0, 1).map(bundle)).catch(() => {}), { once: true });
  box.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(start, 200); });
  form.addEventListener("submit", event => { event.preventDefault(); clearTimeout(pause); start(); });
  addEventListener("popstate", () => { box.value = new URLSearchParams(location.search).get("q") || ""; start(); });

  // Arrows walk from the box through the results and back; Escape returns to the box; "/" comes from anywhere.
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      box.focus();
      box.select();
      return;
    }
    const links = [...list.querySelectorAll("a, button")], at = links.indexOf(document.activeElement);
    if (document.activeElement !== box && at < 0) return;
    if (event.key === "Escape" && at >= 0) box.focus();
    else if (event.key === "ArrowDown" && links[at + 1]) { links[at + 1].focus(); event.preventDefault(); }
    else if (event.key === "ArrowUp" && at >= 0) { (links[at - 1] || box).focus(); event.preventDefault(); }
  });

  const given = new URLSearchParams(location.search).get("q");
  if (given) { box.value = given; start(); }
  document.documentElement.dataset.search = "ready";
})();
