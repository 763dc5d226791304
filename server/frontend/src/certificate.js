// Writes the holder's name on a certificate. The name stays in this page: it is in no form, is sent
// nowhere and kept nowhere; only the blank certificate is fetched.

const part = document.querySelector('[data-certificate]');
const name = part.querySelector('input');
const said = part.querySelector('[role="status"]');
const button = part.querySelector('button');
const NAVY = [0.11, 0.15, 0.3];
const LARGEST = 34;
const SMALLEST = 12;

part.hidden = false;
button.addEventListener('click', make);
name.addEventListener('keydown', (event) => event.key === 'Enter' && make());

async function make() {
  const words = name.value.trim().replace(/\s+/g, ' ');
  if (!words) {
    said.textContent = part.dataset.missing;
    name.focus();
    return;
  }
  said.textContent = part.dataset.making;
  button.disabled = true;
  try {
    hand(await written(words));
    said.textContent = part.dataset.made;
  } catch {
    said.textContent = part.dataset.failed;
  }
  button.disabled = false;
}

async function written(words) {
  const [blank, pdf] = await Promise.all([fetched(part.dataset.certificate), import('pdf-lib')]);
  const certificate = await pdf.PDFDocument.load(blank);
  const [page] = certificate.getPages();
  await write(page, certificate, words, pdf);
  return certificate.save();
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.arrayBuffer();
}

/** In the letters that every PDF reader has; names with others are drawn by the browser instead. */
async function write(page, certificate, words, { StandardFonts, rgb }) {
  const font = await certificate.embedFont(StandardFonts.TimesRomanBold);
  const { centre, baseline, width } = numbers();
  let natural;
  try {
    natural = font.widthOfTextAtSize(words, 1);
  } catch {
    await draw(page, certificate, words);
    return;
  }
  const size = Math.max(SMALLEST, Math.min(LARGEST, width / natural));
  page.drawText(words, { x: centre - (natural * size) / 2, y: baseline, size, font, color: rgb(...NAVY) });
}

async function draw(page, certificate, words) {
  const { centre, baseline, width } = numbers();
  const sharp = 4;
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  const face = (size) => `bold ${size * sharp}px serif`;
  pen.font = face(1);
  const size = Math.max(SMALLEST, Math.min(LARGEST, (width * sharp) / pen.measureText(words).width));
  canvas.width = width * sharp;
  canvas.height = size * 1.5 * sharp;
  pen.font = face(size);
  pen.textAlign = 'center';
  pen.fillStyle = `rgb(${NAVY.map((part) => part * 255).join(' ')})`;
  pen.fillText(words, canvas.width / 2, size * 1.1 * sharp);
  const picture = await certificate.embedPng(canvas.toDataURL('image/png'));
  page.drawImage(picture, { x: centre - width / 2, y: baseline - size * 0.4, width, height: size * 1.5 });
}

function numbers() {
  const { centre, baseline, width } = part.dataset;
  return { centre: Number(centre), baseline: Number(baseline), width: Number(width) };
}

function hand(bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'diploma.pdf';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
