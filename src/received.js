// The server has the request: nothing of it stays in this tab, or on this device.
try {
  const key = `portico:draft:${location.pathname.split("/")[2]}`;
  const id = new URLSearchParams(sessionStorage.getItem(key)).get("_id");
  sessionStorage.removeItem(key);
  const request = indexedDB.open("portico");
  request.onupgradeneeded = () => request.transaction.abort();
  request.onsuccess = () => id && request.result.transaction("drafts", "readwrite").objectStore("drafts").delete(id);
} catch {
  // Storage is denied, so nothing was kept.
}
