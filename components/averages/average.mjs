// The exponentially weighted average V_t = β V_{t−1} + (1−β) θ_t from V_0 = 0, and what may be asked of its β. Days count
// from 1; a column has the value of day t at t − 1.

// V_1 … V_n of the values θ_1 … θ_n.
export function average(values, beta) {
  const column = new Float64Array(values.length);
  let V = 0;
  for (let i = 0; i < values.length; i++) column[i] = V = beta * V + (1 - beta) * values[i];
  return column;
}

// 1 − βᵗ: what the weights of the first t days add up to. By expm1, for near β = 1 the plain difference would cancel.
export const sumOfWeights = (beta, t) => -Math.expm1(t * Math.log(beta));

// V_t / (1 − βᵗ), of a column of V.
export const corrected = (column, beta) => column.map((V, i) => V / sumOfWeights(beta, i + 1));

// The weight of θ_{t−k} in V_t.
export const weight = (beta, k) => (1 - beta) * beta ** k;

// The days that the average looks back, 1/(1−β).
export const windowOf = (beta) => 1 / (1 - beta);

// The share of all weight that lies on the last `days` days.
export const shareOf = (beta, days) => sumOfWeights(beta, days);

// The N of the traders' EMA of N days, whose β is 1 − 2/(N+1), and back.
export const daysOfEma = (beta) => 2 / (1 - beta) - 1;
export const betaOfEma = (N) => 1 - 2 / (N + 1);
