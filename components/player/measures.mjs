// What a chart may show of the runs against the step.

// `column(run)` has a number for every row. A logarithmic chart takes `log(run)` where that is another: of J, J − J*.
// A measure of another page may say what it `counts` along the axis, {one, axis}, and how a row is `told(run, row)`.
export const MEASURES = {
  cost: {
    button: "Cost", name: "Cost", symbol: "J", column: (run) => run.cost, log: (run) => run.gap,
    title: (scale, lowest) => (scale === "log" && lowest !== 0 ? "J − J*" : "J"),
  },
  slope: { button: "‖∇J‖", name: "Size of the gradient", symbol: "‖∇J‖", column: (run) => run.slope, title: () => "‖∇J‖" },
  rate: { button: "α", name: "Learning rate", symbol: "α", column: (run) => run.rate, title: () => "αₙ of the next step" },
  step: { button: "‖ΔW‖", name: "Size of the step", symbol: "‖ΔW‖", column: (run) => run.moved, title: () => "‖ΔW‖ of the next step" },
};
