// What is selected in the text, as a span of the report's text: places counted in code points, as records count them.

/** Return { start, end } of what is selected in the text, or null. */
export function selection() {
  const chosen = getSelection();
  if (!chosen || chosen.isCollapsed || chosen.rangeCount === 0) {
    return null;
  }
  const range = chosen.getRangeAt(0);
  const runs = [...document.querySelectorAll("#text [data-at]")].filter((run) => range.intersectsNode(run));
  const spans = runs.map((run) => span(run, range)).filter(({ start, end }) => start < end);
  return spans.length === 0 ? null : { start: spans[0].start, end: spans.at(-1).end };
}

function span(run, range) {
  const at = Number(run.dataset.at);
  const length = "one" in run.dataset ? 1 : points(run.textContent);
  const inside = (node, offset) => (run.contains(node) ? points(textBefore(run, node, offset)) : null);
  let from = inside(range.startContainer, range.startOffset) ?? 0;
  let to = inside(range.endContainer, range.endOffset) ?? length;
  if ("one" in run.dataset) { // one character, written out: chosen as a whole
    from = 0;
    to = 1;
  }
  return { start: at + Math.min(from, length), end: at + Math.min(to, length) };
}

function textBefore(run, node, offset) {
  const before = document.createRange();
  before.selectNodeContents(run);
  before.setEnd(node, offset);
  return before.toString();
}

function points(text) {
  return [...text].length;
}
