// The camera, for as long as somebody looks at it.

const REASONS = {
  NotAllowedError: 'noPermission',
  SecurityError: 'noPermission',
  NotReadableError: 'cameraBusy',
  AbortError: 'cameraBusy',
};
const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } };
const PAUSE = 90;

export class Camera {
  #video;
  #seen;
  #stream;
  #lost;
  #chosen;
  #turn = 0;

  /** `seen(text)` hears of every code in every picture, `lost()` when the camera is taken away. */
  constructor(video, { seen, lost }) {
    this.#video = video;
    this.#seen = seen;
    this.#lost = lost;
  }

  get on() {
    return this.#stream !== undefined;
  }

  /** Starts looking with what `reader` finds codes; throws the name of a sentence. */
  async start(reader) {
    this.stop();
    const turn = ++this.#turn;
    const stream = await opened(this.#chosen);
    // Somebody switched it off, or to another one, while it was starting.
    if (turn !== this.#turn) return release(stream);
    this.#stream = stream;
    this.#track.addEventListener('ended', () => turn === this.#turn && this.#lost());
    this.#video.srcObject = stream;
    await this.#video.play();
    this.#look(reader, turn);
  }

  stop() {
    this.#turn += 1;
    if (this.#stream) release(this.#stream);
    this.#stream = undefined;
    this.#video.srcObject = null;
  }

  /** Whether there is a light to switch on. */
  get torch() {
    return Boolean(this.#track?.getCapabilities?.().torch);
  }

  async light(on) {
    await this.#track?.applyConstraints({ advanced: [{ torch: on }] });
  }

  /** Chooses the camera after this one for the next start. */
  async another() {
    const cameras = await this.cameras();
    const now = cameras.indexOf(this.#track?.getSettings().deviceId);
    this.#chosen = cameras[(now + 1) % cameras.length];
  }

  async cameras() {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter((device) => device.kind === 'videoinput').map((device) => device.deviceId);
  }

  get #track() {
    return this.#stream?.getVideoTracks()[0];
  }

  async #look(reader, turn) {
    while (turn === this.#turn) {
      if (this.#video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
        // A picture that cannot be read is followed by the next one.
        const texts = await reader(this.#video).catch(() => []);
        if (turn === this.#turn) texts.forEach(this.#seen);
      }
      await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
    }
  }
}

async function opened(chosen) {
  if (!navigator.mediaDevices?.getUserMedia) throw 'noCamera';
  const which = chosen ? { deviceId: { exact: chosen } } : { facingMode: 'environment' };
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { ...which, ...SIZE } });
  } catch (refused) {
    throw REASONS[refused.name] ?? 'noCamera';
  }
}

function release(stream) {
  for (const track of stream.getTracks()) track.stop();
}
