/** All that the wizard's first view does without, loaded in one go. */

import { addRest } from "../screen.mjs";

export { call } from "../api.mjs";
export { remarksOn } from "../checks.mjs";
export { errand } from "./errands.mjs";
export { showPlan } from "./plan-view.mjs";
export { Planner } from "./plan.mjs";
export { fillChoices, showReminders } from "./reminders.mjs";
export { Summary } from "./summary.mjs";

await addRest();
