// The server has the request: nothing of it stays in this tab.
try {
  sessionStorage.removeItem(`portico:draft:${location.pathname.split("/")[2]}`);
} catch {
  // Storage is denied, so nothing was kept.
}
