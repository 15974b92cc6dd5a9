/** A binary heap of task numbers over a key kept elsewhere: the smallest key first, the lower number where keys are equal. */
export class Heap {
	readonly #items: Int32Array;
	readonly #key: Float64Array;
	#length = 0;

	/** `room`: how many it can hold; `key`: by task number, not to be changed for what is inside. */
	constructor(room: number, key: Float64Array) {
		this.#items = new Int32Array(room);
		this.#key = key;
	}

	get length(): number {
		return this.#length;
	}

	/** The first; -1 when it is empty. */
	peek(): number {
		return this.#length === 0 ? -1 : (this.#items[0] ?? -1);
	}

	clear(): void {
		this.#length = 0;
	}

	push(task: number): void {
		let i = this.#length++;
		while (i > 0) {
			const parent = (i - 1) >> 1;
			const above = this.#items[parent] ?? 0;
			if (!this.#before(task, above)) break;
			this.#items[i] = above;
			i = parent;
		}
		this.#items[i] = task;
	}

	pop(): number {
		const first = this.#items[0] ?? -1;
		const last = this.#items[--this.#length] ?? 0;
		let i = 0;
		for (let child = 1; child < this.#length; child = 2 * i + 1) {
			if (child + 1 < this.#length && this.#before(this.#items[child + 1] ?? 0, this.#items[child] ?? 0)) child++;
			const below = this.#items[child] ?? 0;
			if (!this.#before(below, last)) break;
			this.#items[i] = below;
			i = child;
		}
		this.#items[i] = last;
		return first;
	}

	#before(a: number, b: number): boolean {
		const [one, two] = [this.#key[a] ?? 0, this.#key[b] ?? 0];
		return one < two || (one === two && a < b);
	}
}
