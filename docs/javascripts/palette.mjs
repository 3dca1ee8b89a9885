/**
 * Light or dark: as the device says, until somebody chooses here. The choice is kept on this
 * device. A line in the page's header sets the colors before the first paint; keep both alike.
 */

const KEY = "interview-follow-up.palette";
const device = window.matchMedia("(prefers-color-scheme: dark)");

/** Makes the header's button work; it stays through instant navigation. */
export function watchPalette() {
  const button = document.querySelector("[data-switches=palette]");
  button.addEventListener("click", () => {
    keep(isDark() ? "light" : "dark");
    show(button);
  });
  device.addEventListener("change", () => show(button));
  show(button);
}

let chosen = kept();

function isDark() {
  return chosen ? chosen === "dark" : device.matches;
}

function show(button) {
  document.body.dataset.mdColorScheme = isDark() ? "slate" : "default";
  button.setAttribute("aria-pressed", `${isDark()}`);
}

function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage is forbidden: the choice then lasts for this page
  }
}

function keep(palette) {
  chosen = palette;
  try {
    localStorage.setItem(KEY, palette);
  } catch {
    // As above.
  }
}
