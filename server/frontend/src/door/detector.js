// What finds a QR code in a picture: the browser's own reader, or ours.

import wasm from '../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm';

const FORMATS = ['qr_code'];

/** A reader with `detect(picture)`, which gives the texts found. */
export async function detector() {
  const reader = (await native()) ?? (await ours());
  return async (picture) => (await reader.detect(picture)).map((found) => found.rawValue);
}

async function native() {
  if (!('BarcodeDetector' in globalThis)) return null;
  const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
  return formats.includes('qr_code') ? new BarcodeDetector({ formats: FORMATS }) : null;
}

async function ours() {
  const { BarcodeDetector: Reader, prepareZXingModule } = await import('barcode-detector/ponyfill');
  const locateFile = (path, prefix) => (path.endsWith('.wasm') ? wasm : prefix + path);
  await prepareZXingModule({ overrides: { locateFile }, fireImmediately: true });
  return new Reader({ formats: FORMATS });
}
