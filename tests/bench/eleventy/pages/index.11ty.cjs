module.exports = {
  data: { permalink: "index.html", eleventyExcludeFromCollections: true },
  render: ({ articles }) =>
    `<!doctype html><title>Bench</title><ul>${articles.map(({ slug, ar }) => `<li><a href="articles/${slug}/source.html">${ar.title}</a></li>`).join("\n")}</ul>`,
};
