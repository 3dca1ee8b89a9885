import { addDays } from "../days.mjs";
import { button, h } from "../elements.mjs";
import { clearFault, markFault } from "../field-faults.mjs";
import { todayIn } from "./words.mjs";

/**
 * A day to choose, after today.
 * @param {{id: string, zone: string}} item
 * @param {import("./intent.mjs").Day} day
 * @param {(day: string) => void} choose
 */
export function dayForm({ id, zone }, { key, label }, choose) {
  const name = `${key}-${id}`;
  const input = h("input", {
    type: "date", id: name, min: addDays(todayIn(zone), 1), oninput: () => clearFault(input),
  });
  const press = () => {
    clearFault(input);
    const message = faultIn(input);
    if (!message) return choose(input.value);
    markFault(form, { field: name, message });
    return input.focus();
  };
  const form = h("div", { class: "field day-form" },
    h("label", { for: name }, label),
    h("div", { class: "actions" }, input, button("Choose this day", press)));
  return form;
}

function faultIn(input) {
  if (!input.value) return "Choose a day.";
  return input.value < input.min ? "Choose a day after today." : "";
}
