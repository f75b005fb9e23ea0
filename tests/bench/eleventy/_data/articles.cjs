const fs = require("node:fs");
const markdown = require("markdown-it")();
const matter = require("gray-matter");

const BLOCK = /<(?:p|h2|li)[ >][^]*?<\/(?:p|h2|li)>/g;

function read(slug, lang) {
  const { data, content } = matter(fs.readFileSync(`texts/${slug}/${lang}.md`, "utf8"));
  const html = markdown.render(content);
  return { title: data.title, html, blocks: html.match(BLOCK) };
}

module.exports = () =>
  fs.readdirSync("texts").sort().map((slug) => ({ slug, ar: read(slug, "ar"), en: read(slug, "en") }));
