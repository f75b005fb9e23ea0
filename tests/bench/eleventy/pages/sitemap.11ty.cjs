module.exports = {
  data: { permalink: "sitemap.xml", eleventyExcludeFromCollections: true },
  render: ({ articles }) =>
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${articles.map(({ slug, ar }) => `<url><loc>https://bench.example/articles/${slug}/source.html</loc></url>`).join("\n")}</urlset>`,
};
