import "client-only";

/** The two ways to call somebody back to the screen. No file and no request: the sound is made here. */

let audio: AudioContext | undefined;

/** Browsers make no sound before the page was touched; this readies it. Call from a press or a key. */
export function readySound(): void {
	if (typeof AudioContext === "undefined") return;
	audio ??= new AudioContext();
	if (audio.state === "suspended") void audio.resume().catch(() => undefined);
}

/** Two soft tones, rising; three, falling, when it is urgent. */
export function ring(urgent: boolean): void {
	if (audio?.state !== "running") return;
	const tones = urgent ? [880, 660, 880] : [660, 880];
	tones.forEach((frequency, index) => {
		if (!audio) return;
		const start = audio.currentTime + index * 0.22;
		const tone = audio.createOscillator();
		const level = audio.createGain();
		tone.frequency.value = frequency;
		level.gain.setValueAtTime(0, start);
		level.gain.linearRampToValueAtTime(0.18, start + 0.02);
		level.gain.exponentialRampToValueAtTime(0.001, start + 0.2);
		tone.connect(level).connect(audio.destination);
		tone.start(start);
		tone.stop(start + 0.21);
	});
}

/** A notification of the system; the same `tag` again replaces it. Nothing where the browser has none or may not. */
export function notify(title: string, body: string, tag: string, onOpen: () => void): void {
	if (typeof Notification === "undefined" || Notification.permission !== "granted") return;
	try {
		const shown = new Notification(title, { body, tag });
		shown.onclick = () => {
			window.focus();
			onOpen();
			shown.close();
		};
	} catch {
		// phones show notifications through a service worker alone; there the sound has to do
	}
}
