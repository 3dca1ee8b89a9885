import { addDays } from "../days.mjs";
import { button, h } from "../elements.mjs";
import { todayIn } from "./words.mjs";

/**
 * A day to choose, after today, and its fault, if any.
 * @param {{id: string, zone: string}} item
 * @param {import("./intent.mjs").Day} day
 * @param {(day: string) => void} choose
 */
export function dayForm({ id, zone }, { key, label }, choose) {
  const name = `${key}-${id}`;
  const fault = h("span", { class: "field-error", id: `${name}-fault`, role: "alert" });
  const input = h("input", { type: "date", id: name, min: addDays(todayIn(zone), 1), "aria-describedby": fault.id });
  const press = () => {
    fault.textContent = faultIn(input);
    input.toggleAttribute("aria-invalid", Boolean(fault.textContent));
    if (fault.textContent) input.focus();
    else choose(input.value);
  };
  return h("div", { class: "field day-form" },
    h("label", { for: name }, label), fault,
    h("div", { class: "actions" }, input, button("Choose this day", press)));
}

function faultIn(input) {
  if (!input.value) return "Choose a day.";
  return input.value < input.min ? "Choose a day after today." : "";
}
