module.exports = () => ({ dir: { input: "pages", data: "../_data", output: "_site" } });
