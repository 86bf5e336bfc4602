// The threshold explorer: a slider over the rows of the threshold table, spelled as the page's first state is.
(function () {
  "use strict";
  const byId = function (id) { return document.getElementById(id); };
  const data = JSON.parse(byId("explorer-data").textContent);
  const last = data.thresholds.length - 1;
  const slider = byId("slider");
  const falseAlarmCost = byId("false-alarm-cost");
  const missCost = byId("miss-cost");

  function tiny(value) {
    return value.toFixed(Math.min(100, 1 - Math.floor(Math.log10(Math.abs(value))))).replace(/0+$/, "");
  }

  function share(value) {
    if (Number.isNaN(value)) return "–";
    return value !== 0 && Math.abs(value) < 0.001 ? tiny(value) : value.toFixed(3);
  }

  function threshold(value) {
    return value !== 0 && Math.abs(value) < 0.0001 ? tiny(value) : String(Number(value.toFixed(4)));
  }

  function grouped(text) {
    const parts = text.split(".");
    parts[0] = parts[0].replace(/\B(?=(\d{3})+$)/g, ",");
    return parts.join(".");
  }

  function amount(value) {
    return grouped(value.toFixed(2).replace(/\.?0+$/, ""));
  }

  function price(input) {
    const value = input.valueAsNumber;
    return value >= 0 ? value : 0;
  }

  // The slider rises to the right, the table falls.
  function counts(row) {
    const tp = data.truePositives[row], fp = data.falsePositives[row];
    return { tp: tp, fp: fp, fn: data.anomalies - tp, tn: data.normals - fp };
  }

  function cost(row) {
    const at = counts(row);
    return at.fp * price(falseAlarmCost) + at.fn * price(missCost);
  }

  // A mark lies in a picture that tells which places its axes run between, for numbers from 0 to 1.
  function place(mark, axis, value) {
    const ends = mark.ownerSVGElement.dataset[axis].split(" ").map(Number);
    return ends[0] + value * (ends[1] - ends[0]);
  }

  function moveDot(kind, x, y) {
    const dot = document.querySelector('[data-mark="' + kind + '"]');
    dot.setAttribute("cx", place(dot, "x", x));
    dot.setAttribute("cy", place(dot, "y", y));
  }

  function moveLine(value) {
    const line = document.querySelector('[data-mark="threshold"]');
    const x = place(line, "x", Math.min(Math.max(value, 0), 1));
    line.setAttribute("x1", x);
    line.setAttribute("x2", x);
  }

  function show() {
    const row = last - slider.valueAsNumber;
    const at = counts(row);
    const flagged = at.tp + at.fp;
    const precision = flagged === 0 ? NaN : at.tp / flagged;
    const recall = at.tp / data.anomalies;
    const texts = {
      "threshold": threshold(data.thresholds[row]),
      "precision": share(precision),
      "recall": share(recall),
      "alerts": grouped(String(flagged)),
      "per-thousand": (1000 * flagged / (data.normals + data.anomalies)).toFixed(1),
      "cost": amount(cost(row)),
      "tn": grouped(String(at.tn)), "fp": grouped(String(at.fp)), "fn": grouped(String(at.fn)), "tp": grouped(String(at.tp))
    };
    Object.keys(texts).forEach(function (id) { byId(id).textContent = texts[id]; });
    slider.setAttribute("aria-valuetext", texts.threshold + ": precision " + texts.precision + ", recall " + texts.recall);
    moveLine(data.thresholds[row]);
    moveDot("roc", at.fp / data.normals, recall);
    moveDot("precision-recall", recall, flagged === 0 ? 1 : precision);
  }

  function moveTo(row) {
    slider.value = String(last - row);
    show();
  }

  function cheapest() {
    let best = 0;
    for (let row = 1; row <= last; row++) if (cost(row) < cost(best)) best = row;
    return best;
  }

  document.documentElement.classList.add("scripted");
  slider.addEventListener("input", show);
  falseAlarmCost.addEventListener("input", show);
  missCost.addEventListener("input", show);
  byId("to-policy").addEventListener("click", function () { moveTo(data.policyRow); });
  byId("to-cheapest").addEventListener("click", function () { moveTo(cheapest()); });
  moveTo(data.policyRow);
})();
