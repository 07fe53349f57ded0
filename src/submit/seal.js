// Seals a text for the hospital's key, as compact JWE (RFC 7516): ECDH-ES on P-256 (RFC 7518, 4.6) with
// A256GCM. Is given `[key, text]` as JSON. Fails where the browser has no `crypto.subtle`.
const ecdh = { name: "ECDH", namedCurve: "P-256" }, alg = "ECDH-ES", enc = "A256GCM", cty = "application/json";
const octets = (text) => new TextEncoder().encode(text);
const base64url = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""))
  .replace(/[+/=]/g, (mark) => ({ "+": "-", "/": "_" })[mark] || "");

export default async (given) => {
  const [{ kid, kty, crv, x, y }, text] = JSON.parse(given), { subtle } = crypto;
  const theirs = await subtle.importKey("jwk", { kty, crv, x, y }, ecdh, false, []);
  const own = await subtle.generateKey(ecdh, true, ["deriveBits"]);
  const { x: ownX, y: ownY } = await subtle.exportKey("jwk", own.publicKey);
  const head = base64url(octets(JSON.stringify({ alg, enc, kid, cty, epk: { kty, crv, x: ownX, y: ownY } })));

  // One round of the Concat KDF gives all bits of the key.
  const shared = new Uint8Array(await subtle.deriveBits({ ...ecdh, public: theirs }, own.privateKey, 256));
  const round = [0, 0, 0, 1, ...shared, 0, 0, 0, 7, ...octets(enc), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0];
  const secret = await subtle.digest("SHA-256", new Uint8Array(round));

  const key = await subtle.importKey("raw", secret, "AES-GCM", false, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await subtle.encrypt({ name: "AES-GCM", iv, additionalData: octets(head) }, key, octets(text));
  return [head, "", ...[iv, sealed.slice(0, -16), sealed.slice(-16)].map(base64url)].join(".");
};
