// Ask Teams who it is, have the board begin a session for them, and go on to the page they wanted.
"use strict";
(() => {
  const place = document.getElementById("log-ind");
  const state = document.getElementById("tilstand");
  const again = document.getElementById("igen");

  async function enter() {
    again.hidden = true;
    await microsoftTeams.app.initialize();
    const theme = (await microsoftTeams.app.getContext()).app.theme;
    const token = await microsoftTeams.authentication.getAuthToken();
    const answer = await fetch("/teams/ind", {
      method: "POST",
      body: new URLSearchParams({ token, theme }),
    });
    if (answer.ok) {
      window.location.replace(place.dataset.target);
    } else {
      state.textContent = await answer.text();
    }
  }

  function tryOnce() {
    enter().catch(() => {
      state.textContent = place.dataset.refused;
      again.hidden = false;
    });
  }

  again.firstElementChild.addEventListener("click", tryOnce);
  // whoever comes back is asked to press: where cookies are not kept it would go round for ever
  if (!("again" in place.dataset)) {
    tryOnce();
  }
})();
