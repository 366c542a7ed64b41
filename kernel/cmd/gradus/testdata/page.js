// What the browser test does in JupyterLab's page. The page's own commands do
// the work; what is reported is what the page shows, not what was sent to it.
(() => {
  const app = window.jupyterapp;
  const panel = () => [...app.shell.widgets("main")].find((widget) => widget.context);
  const kernel = () => panel()?.sessionContext?.session?.kernel;
  const code = () => panel().content.widgets.filter((cell) => cell.model.type === "code");
  const visible = (node) => node.getBoundingClientRect().height > 0;
  const all = (node, selector) => [...node.querySelectorAll(selector)].filter(visible);
  const luminance = (css) => {
    const [r, g, b] = css.match(/[\d.]+/g).map(Number);
    return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
  };

  // An output's picture: is it there, and what colour is its corner?
  const picture = (img) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    const context = canvas.getContext("2d");
    if (img.naturalWidth > 0) context.drawImage(img, 0, 0, 1, 1, 0, 0, 1, 1);
    const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
    const box = img.getBoundingClientRect();
    const room = img.closest(".jp-OutputArea-output").getBoundingClientRect();
    return {
      loaded: img.complete && img.naturalWidth > 0,
      clipped: box.width < 40 || box.right > room.right + 1,
      luminance: luminance(`${r} ${g} ${b}`),
    };
  };

  window.gradus = {
    ready: (path) => !document.getElementById("jupyterlab-splash") && panel()?.context?.path === path && panel().context.isReady &&
      panel().content.widgets.length > 0 && kernel()?.connectionStatus === "connected" && kernel().status === "idle",
    activate: () => app.shell.activateById(panel().id), // commands go to the notebook that has the focus
    clear: () => app.commands.execute("notebook:clear-all-cell-outputs"),
    run: () => app.commands.execute("notebook:run-all-cells"),
    // runCell starts cell n; the promise is done when the cell is.
    runCell: (n) => {
      panel().content.activeCellIndex = n;
      panel().content.deselectAll();
      return app.commands.execute("notebook:run-cell");
    },
    interrupt: () => app.commands.execute("notebook:interrupt-kernel"),
    save: () => panel().context.save(), // or the next page asks whether to leave this one
    theme: (theme) => app.commands.execute("apputils:change-theme", { theme }),
    idle: () => kernel().status === "idle" && code().every((cell) => !cell.promptNode?.textContent.includes("*")),
    loaded: () => all(panel().content.node, "img").every((img) => img.complete),
    // scroll brings part n of a long notebook into view and reports whether there is one.
    scroll: (n) => {
      const outer = panel().content.outerNode;
      const node = outer.querySelector(".jp-WindowedPanel-outer") ?? outer;
      const last = panel().content.widgets.at(-1).node.getBoundingClientRect();
      const end = last.bottom - node.getBoundingClientRect().top + node.scrollTop;
      const top = n * (node.clientHeight - 40);
      node.scrollTop = top;
      return top < end;
    },
    look: () => ({
      dark: luminance(getComputedStyle(panel().content.node).backgroundColor) < 0.5,
      mathErrors: document.querySelectorAll("mjx-merror, [data-mjx-error], .MathJax_Error").length,
      broken: all(panel().content.node, "img").filter((img) => img.naturalWidth === 0).length,
      markdown: panel().content.widgets.filter((cell) => cell.model.type === "markdown").map((cell) => ({
        source: cell.model.sharedModel.getSource(),
        rendered: visible(cell.node) && cell.rendered,
        formulas: cell.node.querySelectorAll("mjx-container").length,
      })),
      code: code().map((cell) => ({
        source: cell.model.sharedModel.getSource(),
        prompt: cell.promptNode.textContent,
        pictures: all(cell.node, ".jp-OutputArea-output img").map(picture),
        cards: all(cell.node, '.jp-OutputArea-output[data-mime-type="text/html"], .jp-OutputArea-output [data-mime-type="text/html"]')
          .filter((node) => node.innerText.trim() !== "").length,
        errors: all(cell.node, '[data-mime-type="application/vnd.jupyter.stderr"], [data-mime-type="application/vnd.jupyter.error"]')
          .map((node) => node.innerText),
        outputs: all(cell.node, ".jp-OutputArea-output").length,
        text: all(cell.node, ".jp-OutputArea-output").map((node) => node.innerText).join("\n"),
      })),
    }),
  };
})();
