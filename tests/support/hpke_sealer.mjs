// Seals as a phone at a door does: reads {key, items: [{id, plain}]}, writes what was sealed.
import { readFileSync } from "node:fs";
import {
  Aes128Gcm,
  CipherSuite,
  DhkemP256HkdfSha256,
  HkdfSha256,
} from "../../server/frontend/node_modules/@hpke/core/esm/mod.js";

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes128Gcm(),
});
const text = new TextEncoder();
const { key, items } = JSON.parse(readFileSync(0, "utf-8"));
const point = Uint8Array.from(Buffer.from(key, "base64url"));
const recipientPublicKey = await suite.kem.deserializePublicKey(point.buffer);
const sealed = [];
for (const { id, plain } of items) {
  const sender = await suite.createSenderContext({
    recipientPublicKey,
    info: text.encode(`convoca-door/${id}`),
  });
  const ciphertext = await sender.seal(text.encode(plain));
  sealed.push(Buffer.concat([Buffer.from(sender.enc), Buffer.from(ciphertext)]).toString("base64url"));
}
process.stdout.write(JSON.stringify(sealed));
