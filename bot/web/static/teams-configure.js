// Save which network a channel's tab shows; the network of that very channel is chosen beforehand.
"use strict";
(async () => {
  const { origin, name } = document.getElementById("indstil").dataset;
  const choice = document.getElementById("netvaerk");
  const config = microsoftTeams.pages.config;
  await microsoftTeams.app.initialize();
  const channel = ((await microsoftTeams.app.getContext()).channel || {}).id;
  const own = Array.from(choice.options).find((one) => channel && one.dataset.channel === channel);
  if (own) {
    own.selected = true;
  }
  config.registerOnSaveHandler((saving) => {
    const page = "/netvaerk/" + encodeURIComponent(choice.value);
    config.setConfig({
      entityId: "netvaerk-" + choice.value,
      suggestedDisplayName: name,
      contentUrl: origin + "/teams/ind?til=" + encodeURIComponent(page),
      websiteUrl: origin + page,
    }).then(() => saving.notifySuccess(), () => saving.notifyFailure());
  });
  config.setValidityState(choice.options.length > 0);
})();
