module.exports = {
  data: { permalink: "feed.xml", eleventyExcludeFromCollections: true },
  render: ({ articles }) =>
    `<rss version="2.0"><channel>${articles.map(({ slug, ar }) => `<item><title>${ar.title}</title><link>https://bench.example/articles/${slug}/source.html</link></item>`).join("\n")}</channel></rss>`,
};
