// Seals what was noticed so that only the server can read it: HPKE (RFC 9180), base mode.

import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { fromBase64url, toBase64url } from './base64url.js';

const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });
const text = new TextEncoder();

/** A sealer for the public key of an event, which is an uncompressed point in base64url. */
export function sealer(publicKey) {
  const recipient = suite.kem.deserializePublicKey(fromBase64url(publicKey).buffer);
  return async (id, noticed) => {
    const sender = await suite.createSenderContext({
      recipientPublicKey: await recipient,
      info: text.encode(`convoca-door/${id}`).buffer,
    });
    const sealed = await sender.seal(text.encode(JSON.stringify(noticed)).buffer);
    return toBase64url(new Uint8Array([...new Uint8Array(sender.enc), ...new Uint8Array(sealed)]));
  };
}
