// What a result sounds and feels like; whoever hears or feels nothing sees the same on the screen.

const MUTE = 'puerta-callada';
// Pairs of pitch (Hz) and length (s), and the phone's buzz (ms).
const SOUNDS = {
  recorded: { notes: [[880, 0.09], [1319, 0.16]], shape: 'sine', buzz: [60] },
  already: { notes: [[494, 0.12], [494, 0.12]], shape: 'triangle', buzz: [60, 90, 60] },
  aside: { notes: [[494, 0.12], [440, 0.16]], shape: 'triangle', buzz: [60, 90, 60] },
  invalid: { notes: [[196, 0.4]], shape: 'sawtooth', buzz: [320] },
  undone: { notes: [[659, 0.1], [440, 0.14]], shape: 'sine', buzz: [30] },
  tap: { notes: [], shape: 'sine', buzz: [12] },
};
const LOUDNESS = 0.25;
let audio;

export function muted() {
  return localStorage.getItem(MUTE) === '1';
}

export function mute(quiet) {
  if (quiet) localStorage.setItem(MUTE, '1');
  else localStorage.removeItem(MUTE);
}

/** Browsers play nothing before a first touch: call this with it. */
export function wake() {
  audio ??= 'AudioContext' in globalThis ? new AudioContext() : undefined;
  audio?.resume().catch(() => {});
}

export function sound(name) {
  const { notes, shape, buzz } = SOUNDS[name];
  navigator.vibrate?.(buzz);
  if (muted() || audio?.state !== 'running') return;
  let at = audio.currentTime;
  for (const [pitch, length] of notes) {
    note(pitch, shape, at, length);
    at += length + 0.03;
  }
}

function note(pitch, shape, at, length) {
  const voice = new OscillatorNode(audio, { type: shape, frequency: pitch });
  const gain = new GainNode(audio, { gain: LOUDNESS });
  gain.gain.setValueAtTime(LOUDNESS, at + length * 0.6);
  gain.gain.exponentialRampToValueAtTime(0.001, at + length);
  voice.connect(gain).connect(audio.destination);
  voice.start(at);
  voice.stop(at + length);
}
