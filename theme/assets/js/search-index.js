/* Diglot: reads a query as the index was made (generator/diglot/text/search_words.py) and asks Pagefind for its words,
   one by one, in the index of each language whose script they are written in. What it finds is put together here. */
(function () {
  "use strict";
  const settings = JSON.parse(document.querySelector(".search-form").dataset.settings);
  const WORD = /[\p{L}\p{N}]+(?:'\p{L}+|"[א-ת](?![א-ת]))*/gu;
  const PARTS = /["“”„«]([^"“”„«»]+)["“”»]|[^"“”„«»]+/gu;
  const ALIKE = 0.5;   // a word without its proclitics counts for half
  const MIXED = 60;    // pages per word that are compared across languages: each costs a request
  const scripts = {};
  for (const [lang, script] of Object.entries(settings.languages)) scripts[lang] = new RegExp("\\p{Script=" + script + "}", "u");

  // --- The query. ---
  function fold(text) {
    const apart = text.normalize("NFKD").replace(/[\p{M}\p{Cf}ـ]/gu, "").toLowerCase();
    return Array.from(apart, letter => settings.folds[letter] ?? letter).join("");
  }
  /* Give what a folded word could be, itself first: without proclitics, article and ending. */
  function forms(word, lang) {
    const found = [word.replace(/['"]/g, "")];
    if (word.includes("'")) found.push(word.split("'").reduce((a, b) => b.length > a.length ? b : a));
    for (const proclitic of settings.proclitics[lang] || []) {
      const stem = word.slice(proclitic.length);
      if (!word.startsWith(proclitic) || stem.length < settings.shortest) continue;
      found.push(stem);
      if (lang === "ar" && proclitic.endsWith("ل") && stem[0] === "ل") found.push("ا" + stem, "ال" + stem);
    }
    if (lang === "ar") {
      for (const stem of [...found]) if (stem.startsWith("ال") && stem.length > 3) found.push(stem.slice(2));
      for (const stem of [...found]) {
        for (const ending of settings.endings) {
          const base = stem.slice(0, -ending.length);
          if (stem.endsWith(ending) && base.length >= settings.shortest) found.push(base + "ه");
        }
      }
    }
    return [...new Set(found)];
  }
  function words(text) { return fold(text).match(WORD) || []; }
  /* Give the terms of a query: words, and phrases in quotation marks. */
  function terms(query) {
    return [...query.matchAll(PARTS)].flatMap(([all, phrase]) => {
      const found = words(all);
      return phrase && found.length > 1 ? [found] : found.map(word => [word]);
    });
  }
  /* Give the languages in which a term can stand: those of its script, or all where it has no letters. */
  function languagesOf(term) {
    const all = Object.keys(scripts);
    return /\p{L}/u.test(term.join("")) ? all.filter(lang => term.some(word => scripts[lang].test(word))) : all;
  }

  // --- The index. ---
  const bundles = {};
  function bundle(lang) {
    // Each language has the module to itself: a module knows one language's endings. It runs in this thread: a worker would
    // be one more file, and no faster word by word.
    return bundles[lang] ||= import(new URL(settings.root + "pagefind.js?" + lang, location.href)).then(async pagefind => {
      // An index is in shards, each named as a language of its own; the first brings the WebAssembly for all. Scores are
      // reckoned per shard, from its own share of the pages: even enough, since a shard's pages are taken by chance.
      const [first, ...others] = settings.shards[lang], at = shard => new URL(settings.root + shard + "/", location.href).href;
      const index = pagefind.createInstance({ basePath: at(first), noWorker: true });
      const opened = others.map(shard => index.mergeIndex(at(shard), { language: shard }));
      await Promise.all([index.filters(), ...opened]);
      return { index, actors: new Set(), records: {} };
    });
  }
  function record(hit) {
    return hit.opened.records[hit.id] ||= hit.data().then(found => {
      const path = found.raw_url.replace(/^\//, "");
      return { path, key: path.replace(/(\.[a-z]{2,3})?\.html$/, ""), meta: found.meta, anchors: found.anchors, text: found.raw_content };
    });
  }
  /* Look one term up in one language; give hits with a score and the places of the words. */
  async function lookUp(term, lang) {
    const opened = await bundle(lang), { index } = opened, hits = new Map();
    // Asked for all actors at once, without a word, Pagefind would load every part of the index.
    const ask = async query => {
      const [all, actors] = await Promise.all([index.search(query), index.search(query, { filters: { kind: "actor" } })]);
      for (const { id } of actors.results) opened.actors.add(id);
      return all.results;
    };
    const take = (results, weight) => {
      for (const { id, score, words: at, data } of results) {
        const hit = hits.get(id) || { id, lang, opened, data, score: 0, places: [] };
        hit.score = Math.max(hit.score, score * weight);
        hit.places.push(...at.map(place => [place, weight]));
        hits.set(id, hit);
      }
    };
    if (term.length > 1) {
      take(await ask('"' + term.join(" ") + '"'), 1);
      return [...hits.values()];
    }
    for (const [rank, form] of forms(term[0], lang).entries()) {
      // In quotation marks Pagefind takes the word and its inflections; without, also what begins with it, and where there
      // is nothing, what begins with less of it: that is no answer.
      const exact = await ask('"' + form + '"'), wide = await ask(form);
      if (rank) {
        const ids = new Set(exact.map(result => result.id));
        take(wide.filter(result => ids.has(result.id)), ALIKE);
      } else {
        const shards = new Map(wide.map(result => [shardOf(result), []]));
        for (const result of wide) shards.get(shardOf(result)).push(result);
        const said = new Set(exact.map(shardOf));
        await Promise.all([...shards].map(async ([shard, found]) => {
          if (said.has(shard) || await begins(found[0], form)) take(found, 1);
        }));
      }
    }
    return [...hits.values()];
  }
  function shardOf(result) { return result.id.split("_")[0]; }
  async function begins(result, form) {
    const text = (await result.data()).raw_content.split(/\s+/);
    return result.words.some(place => text[place].startsWith(form));
  }
  /* Give the pages that hold every term of a query, actors first, then the best. */
  async function find(query) {
    const wanted = terms(query), pages = new Map();
    const languages = new Set(wanted.flatMap(languagesOf));
    for (const [number, term] of wanted.entries()) {
      for (const lang of languagesOf(term)) {
        let hits = await lookUp(term, lang);
        if (languages.size > 1) hits = hits.sort((a, b) => b.score - a.score).slice(0, MIXED);
        const keys = await Promise.all(hits.map(hit => languages.size > 1 ? record(hit).then(found => found.key) : hit.id));
        hits.forEach((hit, i) => {
          const page = pages.get(keys[i]) || { actor: hit.opened.actors.has(hit.id), score: 0, hits: [] };
          page.hits.push({ ...hit, term: number });
          pages.set(keys[i], page);
        });
      }
    }
    const found = [...pages.values()].filter(page => new Set(page.hits.map(hit => hit.term)).size === wanted.length);
    for (const page of found) page.score = page.hits.reduce((sum, hit) => sum + hit.score, 0);
    return found.sort((a, b) => b.actor - a.actor || b.score - a.score);
  }
  /* Give the ids of the passages of a page in which most terms stand, in their order. */
  async function passages(page, most) {
    const value = new Map(), order = (await record(page.hits[0])).anchors.map(anchor => anchor.id);
    for (const hit of page.hits) {
      const { anchors } = await record(hit);
      for (const [place, weight] of hit.places) {
        const anchor = anchors.filter(one => one.location <= place).pop();
        if (!anchor) continue;
        const known = value.get(anchor.id) || {};
        known[hit.term] = Math.max(known[hit.term] || 0, weight);
        value.set(anchor.id, known);
      }
    }
    const sum = id => Object.values(value.get(id)).reduce((a, b) => a + b, 0);
    const inOrder = (a, b) => order.indexOf(a) - order.indexOf(b);
    return [...value.keys()].sort((a, b) => sum(b) - sum(a) || inOrder(a, b)).slice(0, most).sort(inOrder);
  }

  window.diglotSearch = { settings, fold, forms, words, terms, find, record, passages };
})();
