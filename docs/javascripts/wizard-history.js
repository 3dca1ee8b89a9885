/* Back and forward go through the wizard's questions. A classic script, because it must listen
 * before the theme does: the theme would load the page anew, and without a connection lose it. */
window.addEventListener("popstate", (event) => {
  const wizard = document.querySelector("follow-up-wizard[data-step]");
  if (wizard?.path !== location.pathname) return;
  event.stopImmediatePropagation();
  wizard.follow();
});
