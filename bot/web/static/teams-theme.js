// The colours of Teams, also when somebody changes them while the page is open.
"use strict";
(async () => {
  const paint = (theme) => { document.documentElement.dataset.theme = theme; };
  await microsoftTeams.app.initialize();
  microsoftTeams.app.registerOnThemeChangeHandler(paint);
  paint((await microsoftTeams.app.getContext()).app.theme);
  microsoftTeams.app.notifySuccess();
})().catch(() => { /* outside Teams the page is as it is */ });
