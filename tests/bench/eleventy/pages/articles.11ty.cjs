const page = (lang, title, body) =>
  `<!doctype html><html lang="${lang}" dir="${lang === "ar" ? "rtl" : "ltr"}"><title>${title}</title>${body}</html>`;

const side = ({ ar, en }) =>
  ar.blocks.map((block, i) => `<div><div>${block}</div><div lang="en" dir="ltr">${en.blocks[i]}</div></div>`).join("\n");

module.exports = class {
  data() {
    return {
      pagination: { data: "pages", size: 1, alias: "one", before: (_, data) =>
        data.articles.flatMap((article) => ["source", "target", "side"].map((kind) => ({ article, kind }))) },
      pages: [0],
      permalink: ({ one }) => `articles/${one.article.slug}/${one.kind}.html`,
    };
  }
  render({ one: { article, kind } }) {
    if (kind === "side") return page("ar", article.ar.title, side(article));
    const [lang, text] = kind === "source" ? ["ar", article.ar] : ["en", article.en];
    return page(lang, text.title, `<h1>${text.title}</h1>${text.html}`);
  }
};
