/** What Web Audio was asked for: enough of it to run a `Mixer` without a sound card. */
export class FakeContext {
  currentTime = 0;
  sampleRate = 48_000;
  readonly destination = {};
  readonly faders: FakeFader[] = [];
  readonly sources: FakeSource[] = [];
  isClosed = false;

  createGain(): FakeFader {
    const fader = new FakeFader();
    this.faders.push(fader);
    return fader;
  }

  createBufferSource(): FakeSource {
    const source = new FakeSource();
    this.sources.push(source);
    return source;
  }

  async resume(): Promise<void> {}

  async close(): Promise<void> {
    this.isClosed = true;
  }

  /** Offsets at which what plays now was started. */
  get running(): number[] {
    return this.sources.filter(({ isStopped }) => !isStopped).map(({ offset }) => offset);
  }
}

class FakeFader {
  readonly gain = {
    value: 1,
    ramps: [] as number[],
    cancelScheduledValues: () => undefined,
    setValueAtTime: () => undefined,
    linearRampToValueAtTime: (to: number) => {
      this.gain.value = to;
      this.gain.ramps.push(to);
    },
  };
  connect(): void {}
  disconnect(): void {}
}

class FakeSource {
  buffer: unknown = null;
  offset = -1;
  isStopped = false;
  connect(): void {}
  disconnect(): void {}
  start(_when: number, offset: number): void {
    this.offset = offset;
  }
  stop(): void {
    this.isStopped = true;
  }
}

export const audioOf = (duration: number): AudioBuffer =>
  ({
    ...{ duration, sampleRate: 48_000, numberOfChannels: 1, length: 4 },
    getChannelData: () => new Float32Array(4),
  }) as unknown as AudioBuffer;
